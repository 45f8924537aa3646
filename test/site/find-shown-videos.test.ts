import { expect, test } from 'vitest';
import { findShownVideos } from '../../src/site/find-shown-videos.ts';

const id = 'abcDEF12345';
const other = 'zzzzzzzzzzz';

test.each([
  `{{< youtube ${id} >}}`,
  `{{<youtube ${id}>}}`,
  `{{% youtube "${id}" %}}`,
  `{{< youtube id="${id}" class="video-frame" autoplay="true" >}}`,
  `{{< youtube class="video-frame" id=${id} >}}`,
  `{{< media/youtube-lite ${id} "A title" >}}`,
  `{{< yt ${id} />}}`,
  `{{< video src="https://youtu.be/${id}" >}}`,
  `{% include youtube.html id="${id}" %}`,
  `{% include video id="${id}" provider="youtube" %}`,
  `{%- include embed/youtube.html video_id='${id}' -%}`,
  `{% render "youtube", id: "${id}" %}`,
  `{% youtube ${id} %}`,
  `{% youtube "https://www.youtube.com/watch?v=${id}&t=3" %}`,
  `<iframe width="560" src="https://www.youtube.com/embed/${id}?rel=0&amp;start=3" allowfullscreen></iframe>`,
  `<iframe\n  loading="lazy"\n  data-src='//www.youtube-nocookie.com/embed/${id}'>`,
  `<lite-youtube videoid="${id}" playlabel="Play"></lite-youtube>`,
  `<YouTube id="${id}" />`,
  `<LiteYouTubeEmbed title="x" id={'${id}'} />`,
  `Text.\n\nhttps://www.youtube.com/watch?v=${id}\n\nText.`,
  `  <https://youtu.be/${id}?si=x>\r\n`,
  `youtu.be/${id}`,
  `\uFEFFhttps://youtu.be/${id}\n`,
])('%j shows it', (body) => {
  expect(findShownVideos(body)).toEqual([id]);
  expect(findShownVideos(`${body}\n\n{{< youtube ${other} >}}\n\n${body}`).sort()).toEqual([id, other]);
});

test.each([
  `As https://youtu.be/${id} says.`,
  `[Watch it](https://youtu.be/${id})`,
  `{% include youtube.html id=page.youtubeId %}`,
  `{{</* youtube ${id} */>}}`,
  `{{< vimeo ${id} >}}`,
  `{{< youtube >}}`,
  '```md\n{{< youtube abcDEF12345 >}}\n```',
  '~~~\nhttps://youtu.be/abcDEF12345\n',
  'Write `{{< youtube abcDEF12345 >}}` there.',
  `<!-- {{< youtube ${id} >}} -->`,
  `{% raw %}{% youtube ${id} %}{% endraw %}`,
  `<iframe src="https://www.youtube.com/embed/videoseries?list=PLx"></iframe>`,
  `<iframe src="https://player.vimeo.com/video/${id}"></iframe>`,
  `https://www.youtube.com/@name`,
  'youtube',
])('%j shows none', (body) => {
  expect(findShownVideos(body)).toEqual([]);
});
