/** One old URL and the page that it leads to, as readable paths: nothing in them is percent-encoded. */
export interface Redirect {
  /** Without a trailing slash. */
  from: string;
  /** The page's own URL: `/a/b/`, or `/a/b.html`. Of a page that is gone it may be an absolute URL. */
  to: string;
}

/**
 * Puts the base path in front of what leaves the site.
 *
 * @param basePath such as `/repo`, or `''`
 */
export function addBasePath(plan: RedirectPlan, basePath: string): RedirectPlan {
  if (basePath === '') return plan;
  const add = (path: string) => (path.startsWith('/') ? basePath + path : path);
  return {
    ...plan,
    redirects: plan.redirects.map(({ from, to }) => ({ from: add(from), to: add(to) })),
    gone: plan.gone.map(add),
  };
}

export interface RedirectPlan {
  /** Sorted by `from`. */
  redirects: Redirect[];
  /** URLs that are gone for good. Sorted. */
  gone: string[];
  /** URLs that several pages had, with the paths of those pages. */
  clashes: { url: string; paths: string[] }[];
  /** Old URLs that no host can redirect, with the page that has them. */
  leftOut: { path: string; entry: string; detail: string }[];
  /** Entries of `urls.gone` that make no rule: why, and the path of the page where one is the reason. */
  goneLeftOut: { entry: string; detail: string; path: string | null }[];
}
