import { realpathSync, statSync } from 'node:fs';
import { describeFileError } from '../files/file-errors.ts';
import { isInside } from '../files/paths.ts';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { readFrontMatter } from '../frontmatter/read-values.ts';
import { readKey } from '../model/front-matter.ts';
import type { Page, UnreadablePage } from '../model/page.ts';
import type { Value } from '../model/value.ts';
import { isVideoId } from '../model/video.ts';
import { type PageHead, readHead } from './page-head.ts';
import type { MarkdownFile } from './walk.ts';

/** The id in front matter that cannot be read: broken YAML, or another format. */
const writtenVideoId =
  /(?<![\w-])(?:videoId|ResourceId)["']?[ \t]*[:=][ \t]*["']?([A-Za-z0-9_-]{11})(?![\w-])/i;
const mentionsVideo = /videoId|ResourceId/i;

const opensUnsupported = /^\s*(?:\+\+\+[ \t]*$|\{\s*["}])/m;

/**
 * Reads the front matter of a page.
 *
 * @param root the folder that is read
 * @returns null for a link that leads nowhere, or to a file that is found by itself
 */
export function readPage(root: string, { path, file, isLink }: MarkdownFile): Page | UnreadablePage | null {
  const refuse = (detail: string, text = '', error: Partial<UnreadablePage> = {}): UnreadablePage => ({
    path,
    kind: 'cannot-read',
    line: null,
    detail,
    namesVideo: text === '' || mentionsVideo.test(text),
    videoId: writtenVideoId.exec(text)?.[1] ?? null,
    ...error,
  });
  let head: PageHead;
  try {
    if (isLink && !statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
    if (isLink && !leadsOut(root, file)) return null;
    head = readHead(file);
  } catch (error) {
    return refuse(describeFileError(error));
  }
  const { text, bodyIsEmpty } = head;
  if (isLink) {
    return mentionsVideo.test(text)
      ? refuse('it is a link that leads out of the content folder', text)
      : null;
  }
  if (!head.isText) return refuse('it is not valid UTF-8 text', text);
  try {
    const data = readFrontMatter(text)?.data ?? {};
    return { path, videoId: findVideoId(data) ?? null, data, bodyIsEmpty };
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    const isUnsupported = opensUnsupported.exec(text)?.index === 0;
    const kind = isUnsupported ? 'unsupported-format' : 'bad-front-matter';
    return refuse(error.message, text, { kind, line: error.line });
  }
}

/**
 * Which video a page is about: `videoId`, else the `ResourceId` of a page whose `ResourceType` is absent or `videos`, in any
 * letter case. Pages about podcasts and the like have such an id too.
 */
export function findVideoId(data: Record<string, Value>): string | undefined {
  const isOther = !/^(videos?)?$/i.test(String(readKey(data, 'ResourceType') ?? ''));
  for (const wanted of isOther ? ['videoid'] : ['videoid', 'resourceid']) {
    for (const key in data) {
      if (key.length !== wanted.length || key.toLowerCase() !== wanted) continue;
      const value = data[key];
      if (isVideoId(value)) return value;
    }
  }
  return undefined;
}

function leadsOut(root: string, file: string): boolean {
  return !isInside(realpathSync(root), realpathSync(file));
}
