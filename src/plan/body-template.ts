import type { Generator } from '../generators/generator.ts';
import type { Video } from '../model/video.ts';
import { fillText, type Tokens } from '../text/template.ts';

/**
 * Renders a new page's body. In a body template `{description}` is the whole description and `{title}` the title, both
 * as Markdown that reads as it reads on YouTube; the other tokens are those of the fields.
 */
export function renderBodyTemplate(
  template: string,
  video: Video,
  tokens: Tokens,
  { renderBody }: Generator,
): string {
  const text = fillText(template, {
    ...tokens,
    title: renderBody(video.title),
    description: renderBody(video.description),
    channelTitle: renderBody(video.channelTitle ?? ''),
  });
  return text.replace(/\n{3,}/g, '\n\n').trim();
}
