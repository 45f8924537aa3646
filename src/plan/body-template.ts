import type { Generator } from '../generators/generator.ts';
import type { BodySource } from '../model/plan.ts';
import type { Video } from '../model/video.ts';
import { fillText, findTokens, type Tokens } from '../text/template.ts';
import { textTokens } from './tokens.ts';

/**
 * What a page's body is made from. In a body template, `{description}` is the whole description; the other tokens are
 * the same as in fields.
 *
 * @param template `body` of the config
 */
export function makeBodySource(template: string, { description }: Video, tokens: Tokens): BodySource {
  const all: Tokens = { ...tokens, description };
  return {
    template,
    tokens: Object.fromEntries(findTokens(template).map((name) => [name, all[name] ?? null])),
  };
}

/** Makes the text of a body: Markdown that reads as the texts do on YouTube. */
export function renderBody({ template, tokens }: BodySource, { renderMarkdown }: Generator): string {
  const texts = textTokens.filter((name) => template.includes(`{${name}}`));
  const escaped = texts.map((name) => [name, renderMarkdown(fillText(`{${name}}`, tokens))]);
  const text = fillText(template, tokens, Object.fromEntries(escaped));
  return text.replace(/\n{3,}/g, '\n\n').trim();
}
