import { templateOf } from './fields.ts';
import { isImported, type Memory } from './memory.ts';
import { hasAnchor, readPage, setValue } from './page-text.ts';
import type { Step } from './steps.ts';
import { findOwnUrl, fold, wantedSlug } from './urls.ts';
import { readPages, type World, writePage } from './world.ts';

/** A video under its two ids. */
export interface Reupload {
  formerId: string;
  id: string;
}

/**
 * The channel uploads a video again, and the user writes its new id into the page. Nothing happens where the lockfile
 * cannot tell that it is the same page.
 */
export function uploadAgain(
  world: World,
  memories: Map<string, Memory>,
  step: Extract<Step, { does: 'upload again' }>,
): Reupload | undefined {
  const video = world.videos[step.video % world.videos.length];
  const page = readPages(world).get(video?.id ?? '');
  const memory = memories.get(video?.id ?? '');
  // A filter may keep the new upload out.
  const isFiltered = Object.keys(world.config.filters ?? {}).length > 0;
  if (world.config.existing === 'leave') return undefined;
  if (video?.standing !== 'listed' || isFiltered || !page || !isImported(memory)) return undefined;
  const { id: formerId } = video;
  if (page.data['videoId'] !== formerId || hasAnchor(page) || memory.isDoubtful) return undefined;
  const id = nextId(formerId);
  const title = step.title ?? video.title;
  const text = setValue(page.text, 'videoId', id, 'single');
  // A slug made of the former id stays while the title is the same.
  if (wantedSlug(title, id) === id.toLowerCase() || !isKnown(world, memories, formerId, text))
    return undefined;
  writePage(world, page.path, text);
  Object.assign(video, { id, title, publishedAt: addMinute(video.publishedAt) });
  memories.delete(formerId);
  memories.set(id, memory);
  return { formerId, id };
}

/** Whether the lockfile knows the page by its URL, and the page still names its former id. */
function isKnown(world: World, memories: Map<string, Memory>, formerId: string, text: string): boolean {
  const { data } = readPage(text);
  const url = fold(findOwnUrl(data, templateOf(world.config)) ?? '');
  const known = [...memories].filter(([, memory]) => fold(memory.url ?? '') === url).map(([id]) => id);
  return url !== '' && known.join() === formerId && JSON.stringify(data).includes(formerId);
}

function addMinute(timestamp: string): string {
  return timestamp.replace(/:(\d+)/, (_, minute) => `:${String(Number(minute) + 1).padStart(2, '0')}`);
}

/** `Vid_000-aZ9` becomes `Vid_000-bZ9`. */
function nextId(id: string): string {
  return id.replace(/-(.)/, (_, letter: string) => `-${String.fromCharCode(letter.charCodeAt(0) + 1)}`);
}
