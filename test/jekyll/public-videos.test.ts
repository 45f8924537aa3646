import { expect, test } from 'vitest';
import { expectOnlyPublicVideos } from '../e2e/public-videos.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { hasJekyll, runJekyll } from './jekyll.ts';

const files = {
  '_config.yml': 'theme: null\ncollections: { videos: { output: true } }\nplugins: [jekyll-redirect-from]\n',
  '_layouts/default.html': '<h1>{{ page.title }}</h1>{{ content }}',
  'index.html': '---\n---\n{% for page in site.videos %}<a>{{ page.title }}</a>{% endfor %}',
  '_videos/mine.md':
    '---\ntitle: Foxtrot of mine\nvideoId: v00000000x_\nlayout: default\npublished: false\n---\n',
};

test('a lockfile that Jekyll would publish is warned about where it names what is not public', async () => {
  const snapshot = makeSnapshot([{ title: 'For all' }, { title: 'By link', privacy: 'unlisted' }]);
  const importInto = async (files: Record<string, string>) => {
    const cwd = makeFolder({ '_config.yml': 'title: x\n', '../s.json': snapshot, ...files });
    return (await runTubematter(['import', '--from', '../s.json'], { cwd })).stderr;
  };
  const config = 'generator: jekyll\n';
  expect(await importInto({ 'tubematter.config.yaml': config })).toMatch(
    /^Warning: Jekyll publishes tubematter-lock\.json, which names videos that are not public\. .*begins with _\.$/m,
  );
  for (const files of [
    { 'tubematter.config.yaml': `${config}lockfile: _lock.json\n` },
    { 'tubematter.config.yaml': config, '_config.yml': 'exclude: [tubematter-lock.json]\n' },
    { 'tubematter.config.yaml': `${config}filters: { unlisted: publish }\n` },
  ]) {
    expect(await importInto(files)).not.toContain('Warning');
  }
});

test.skipIf(!hasJekyll())('Jekyll shows what may be public', async () => {
  await expectOnlyPublicVideos({
    files,
    output: '_site',
    build: (folder) => expect(runJekyll(folder)).toMatchObject({ exitCode: 0 }),
  });
});
