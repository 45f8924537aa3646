export default function (config) {
  // Eleventy makes no redirects: src/redirects.njk writes a page for each old URL, unless it is that of a page again.
  config.addCollection('redirects', (collections) => {
    const pages = collections.getAll().filter(({ url }) => url);
    const targets = new Map(
      pages.flatMap(({ url, data }) => (data.aliases ?? []).map((alias) => [addSlash(alias), url])),
    );
    for (const { url } of pages) targets.delete(url);
    return [...targets].map(([from, to]) => ({ from, to }));
  });
  return { dir: { input: 'src' } };
}

function addSlash(path) {
  return /\/$|\.html$/.test(path) ? path : `${path}/`;
}
