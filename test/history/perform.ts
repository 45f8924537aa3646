import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ChannelVideo } from './channel.ts';
import { listPaths, type Memory } from './memory.ts';
import {
  addAnchor,
  addComment,
  addEntry,
  removeAnchors,
  removeEntry,
  removeKey,
  reverseEntries,
  setBody,
  setValue,
} from './page-text.ts';
import type { Step } from './steps.ts';
import { findPage, lockfileOf, movePage, removePage, type World, writePage } from './world.ts';

let comments = 0;

/** Does one step to the world. A step that makes no sense now, such as an edit of a page that is not there, does nothing. */
export function perform(world: World, memories: Map<string, Memory>, step: Step): void {
  switch (step.does) {
    case 'publish': {
      const next = world.videos.find(({ standing }) => standing === 'unpublished');
      if (next) next.standing = 'listed';
      return;
    }
    case 'retitle':
    case 'redescribe':
    case 'retag':
    case 'recut': {
      const { does, video: number, ...changes } = step;
      const video = findVideo(world, number);
      if (video) Object.assign(video, changes);
      return;
    }
    case 'withdraw': {
      const video = findVideo(world, step.video);
      if (video && video.standing !== 'unpublished') video.standing = step.standing;
      return;
    }
    case 'restore': {
      const video = findVideo(world, step.video);
      if (video && video.standing !== 'unpublished') video.standing = 'listed';
      return;
    }
    case 'lose lockfile':
      rmSync(lockfileOf(world), { force: true });
      memories.clear();
      return;
    case 'use earlier lockfile': {
      const { lockfile, memories: earlier } = world.earlier;
      if (lockfile === '') rmSync(lockfileOf(world), { force: true });
      else writeFileSync(lockfileOf(world), lockfile);
      memories.clear();
      for (const [id, memory] of earlier) memories.set(id, memory);
      return;
    }
    case 'format lockfile':
      formatLockfile(world, step.indent);
      return;
    case 'damage lockfile':
      damageLockfile(world, memories, step);
      return;
    case 'set urls':
      world.config.urls = { ...world.config.urls, page: step.page, aliases: step.aliases };
      return;
    case 'set field': {
      const { [step.key]: _, ...fields } = world.config.fields ?? {};
      world.config.fields = (
        step.rule === undefined ? fields : { ...fields, [step.key]: step.rule }
      ) as typeof fields;
      return;
    }
    case 'set missing':
      world.config.missing = step.missing;
      return;
    case 'set existing':
      world.config.existing = step.existing;
      return;
    case 'set filters':
      world.config.filters = step.filters;
      return;
    case 'set pruning': {
      const { pruneAliases: _, ...urls } = world.config.urls ?? {};
      world.config.urls = step.age === undefined ? urls : { ...urls, pruneAliases: step.age };
      return;
    }
    case 'cover page':
      coverPage(world, memories, step);
      return;
    case 'write page':
      writeByHand(world, step);
      return;
    case 'import':
    case 'import a part':
    case 'upload again':
      return;
    default:
      editPage(world, step);
  }
}

function findVideo({ videos }: World, number: number): ChannelVideo | undefined {
  return videos[number % videos.length];
}

/** The user says in `urls.gone` what becomes of the URLs of a page, whether it is gone already or not. */
function coverPage(
  world: World,
  memories: Map<string, Memory>,
  { page, to }: Extract<Step, { does: 'cover page' }>,
): void {
  const memory = memories.get(findVideo(world, page)?.id ?? '');
  if (!memory) return;
  const gone = Object.fromEntries(listPaths(memory).map((url) => [url, to]));
  world.config.urls = { ...world.config.urls, gone };
}

/** The user writes a page of a video themselves, if it has none. */
function writeByHand(world: World, { page, front, quote }: Extract<Step, { does: 'write page' }>): void {
  const video = findVideo(world, page);
  if (!video || video.standing === 'unpublished' || findPage(world, video.id)) return;
  const text = front.reduce(
    (written, [key, value]) => setValue(written, key, key === 'videoId' ? video.id : value, quote),
    '---\n---\nBy hand.\n',
  );
  writePage(world, `by hand/${page}.md`, text);
}

type PageStep = Exclude<Extract<Step, { page: number }>, { does: 'cover page' | 'write page' }>;

function editPage(world: World, step: PageStep): void {
  const id = findVideo(world, step.page)?.id ?? '';
  const page = findPage(world, id);
  if (!page) return;
  const { path, text } = page;
  if (step.does === 'delete page') removePage(world, path);
  else if (step.does === 'move page') movePage(world, path, `${step.folder}/${id}.md`);
  else writePage(world, path, editText(text, step));
}

type TextStep = Exclude<PageStep, { does: 'move page' | 'delete page' }>;

function editText(text: string, step: TextStep): string {
  switch (step.does) {
    case 'edit':
      return setValue(text, step.key, step.value, step.quote);
    case 'delete key':
      return removeKey(text, step.key);
    case 'delete entry':
      return removeEntry(text, step.key, step.at);
    case 'add entry':
      return addEntry(text, step.key, step.entry, step.quote);
    case 'turn list':
      return reverseEntries(text, step.key);
    case 'anchor list':
      return addAnchor(text, step.key);
    case 'remove anchors':
      return removeAnchors(text);
    case 'comment':
      return addComment(text, ++comments, step.at, step.ownLine);
    case 'write body':
      return setBody(text, step.body);
  }
}

/** What an editor with a formatter does when it saves. One that cannot read the file leaves it. */
function formatLockfile(world: World, indent: number | string): void {
  const text = existsSync(lockfileOf(world)) ? readFileSync(lockfileOf(world), 'utf8') : '';
  try {
    writeFileSync(lockfileOf(world), JSON.stringify(JSON.parse(text), null, indent));
  } catch {
    // It is damaged, or there is none.
  }
}

/** A merge that went wrong: one line is cut, or stands there twice, as git leaves a conflict. */
function damageLockfile(
  world: World,
  memories: Map<string, Memory>,
  step: Extract<Step, { does: 'damage lockfile' }>,
): void {
  const id = findVideo(world, step.video)?.id ?? '';
  if (!existsSync(lockfileOf(world))) return;
  const lineOf = (text: string) => text.split('\n').find((line) => line.startsWith(`"${id}":`));
  const text = readFileSync(lockfileOf(world), 'utf8');
  const line = lineOf(text);
  const memory = memories.get(id);
  if (line === undefined || !memory) return;
  const earlier = lineOf(world.earlier.lockfile) ?? line;
  const damaged =
    step.how === 'break'
      ? text.replaceAll(new RegExp(`^"${id}":.*$`, 'gm'), (found) => found.slice(0, found.length / 2))
      : text.replace(line, () => `<<<<<<< HEAD\n${line}\n=======\n${earlier}\n>>>>>>> night`);
  writeFileSync(lockfileOf(world), damaged);
  if (step.how === 'break') memories.delete(id);
  else memory.isDoubtful = true;
}
