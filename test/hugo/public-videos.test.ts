import { expect, test } from 'vitest';
import { expectOnlyPublicVideos } from '../e2e/public-videos.ts';
import { findHugo, hugoVariables, runHugo } from './hugo.ts';

const files = {
  'hugo.toml': "baseURL = 'https://example.org/'\n",
  'layouts/_default/single.html': '<h1>{{ .Title }}</h1>{{ .Content }}',
  'layouts/_default/list.html': '{{ range .Site.RegularPages }}<a>{{ .Title }}</a>{{ end }}',
  'content/videos/mine.md': '---\ntitle: Foxtrot of mine\nvideoId: v00000000x_\ndraft: true\n---\n',
};

for (const variable of hugoVariables) {
  const hugo = findHugo(variable);
  test.skipIf('reason' in hugo)(`Hugo (${variable}) shows what may be public`, async () => {
    await expectOnlyPublicVideos({
      files,
      output: 'public',
      build: (folder) =>
        expect(runHugo('path' in hugo ? hugo.path : '', folder, [])).toMatchObject({ exitCode: 0 }),
    });
  });
}
