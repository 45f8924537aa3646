import type { Generator } from '../generators/generator.ts';
import type { BodySource } from '../model/plan.ts';
import type { Video } from '../model/video.ts';
import { fillText, type Tokens } from '../text/template.ts';

/**
 * What a page's body is made of. In a body template `{description}` is the whole description and `{title}` the title; the
 * other tokens are those of the fields.
 *
 * @param template `body` of the config
 */
export function makeBodySource(template: string, video: Video, tokens: Tokens): BodySource {
  const { title, description, channelTitle } = video;
  return { template, tokens: { ...tokens, title, description, channelTitle: channelTitle ?? '' } };
}

/** Makes the text of a body: Markdown that reads as YouTube's texts read there. */
export function renderBody({ template, tokens }: BodySource, { renderMarkdown }: Generator): string {
  const text = fillText(template, {
    ...tokens,
    title: renderMarkdown(String(tokens['title'])),
    description: renderMarkdown(String(tokens['description'])),
    channelTitle: renderMarkdown(String(tokens['channelTitle'])),
  });
  return text.replace(/\n{3,}/g, '\n\n').trim();
}
