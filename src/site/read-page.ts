import { realpathSync, statSync } from 'node:fs';
import { describeFileError } from '../files/file-errors.ts';
import { isInside } from '../files/paths.ts';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { readFrontMatter } from '../frontmatter/read-values.ts';
import { readKey } from '../model/front-matter.ts';
import type { PageFacts } from '../model/page.ts';
import type { Problem } from '../model/problem.ts';
import type { Value } from '../model/value.ts';
import { type PageHead, readHead } from './page-head.ts';
import type { MarkdownFile } from './walk.ts';

/** What a file turned out to be: a page about a video, one that cannot be read, or neither (null). */
export type PageReading = { page: PageFacts } | { problem: Problem; videoId?: string | undefined } | null;

/** The id in front matter that cannot be read: broken YAML, or another language. */
const writtenVideoId =
  /(?<![\w-])(?:videoId|ResourceId)["']?[ \t]*[:=][ \t]*["']?([A-Za-z0-9_-]{11})(?![\w-])/i;
const mentionsVideo = /videoId|ResourceId/i;
const videoIdPattern = /^[A-Za-z0-9_-]{11}$/;

/**
 * Reads what an import needs to know of a file. Files without front matter that names a video are other people's and are
 * passed over.
 *
 * @returns a problem with the id of the video that the file names, where it can be told: the video must not get a second
 *   page
 */
export function readPage(root: string, { path, file, isLink }: MarkdownFile): PageReading {
  let head: PageHead;
  try {
    if (isLink && !statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
    head = readHead(file);
  } catch (error) {
    return { problem: { code: 'cannot-read', path, detail: describeFileError(error) } };
  }
  if (!mentionsVideo.test(head.text)) return null;
  const refuse = (problem: Problem) => ({ problem, videoId: writtenVideoId.exec(head.text)?.[1] });
  if (isLink) {
    // The file that a link inside the folder leads to is found by itself.
    if (!leadsOut(root, file)) return null;
    return refuse({ code: 'cannot-read', path, detail: 'it is a link that leads out of the content folder' });
  }
  if (!head.isText) return refuse({ code: 'cannot-read', path, detail: 'it is not valid UTF-8 text' });
  try {
    const frontMatter = readFrontMatter(head.text);
    const videoId = frontMatter && findVideoId(frontMatter.data);
    if (!videoId) return null;
    return { page: { path, videoId, data: frontMatter.data, bodyIsEmpty: head.bodyIsEmpty } };
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    return refuse({ code: 'bad-front-matter', path, line: error.line, detail: error.message });
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
      if (typeof value === 'string' && videoIdPattern.test(value)) return value;
    }
  }
  return undefined;
}

function leadsOut(root: string, file: string): boolean {
  return !isInside(realpathSync(root), realpathSync(file));
}
