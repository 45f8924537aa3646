import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { makePlace, readService, runNight } from '../action/place.ts';
import { makeVideoId } from '../api/resources.ts';
import { setState, upload } from '../api/world.ts';
import { leadTo, makeFolder, runTubematter } from '../e2e/run.ts';
import { findHugo, runHugo, writeSite } from '../hugo/hugo.ts';

export const branch = 'tubematter/import';
type Night = Awaited<ReturnType<typeof runNight>>;

/** A site with its repository on GitHub, its channel, and the people who work on it. */
export type Site = Awaited<ReturnType<typeof makeSite>>;

export async function makeSite() {
  const place = await makePlace(
    ['--content', 'content/videos', '--workflow', 'github', '--preset', 'seed'],
    6,
  );
  const { api, git, gh, clone } = place;
  writeSite(clone, '/videos/:slug/');
  const config = readFileSync(join(clone, 'tubematter.config.yaml'), 'utf8');
  // URLs follow titles, so that pages move; people may still edit both.
  place.commit({
    'tubematter.config.yaml': `${config}fields:\n  slug: { update: until-edited }\nredirects: { lookup: static/routes.json }\nsite: https://example.org\n`,
  });
  let uploads = 6;
  const find = (id: string) => {
    const video = api.world.videos.get(id);
    if (!video) throw new Error(`no video ${id}`);
    return video.resource.snippet;
  };
  const builds: string[] = [];
  const hugo = findHugo();

  /** The path of a video's page in the clone as it stands, or null. */
  const findPage = (id: string): string | null => {
    const folder = join(clone, 'content/videos');
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const found = paths.find(
      (path) => path.endsWith('.md') && readFileSync(join(folder, path), 'utf8').includes(`videoId: ${id}\n`),
    );
    return found === undefined ? null : join('content/videos', found);
  };

  /** A person changes files on a branch, or has git do it, and pushes. */
  const workOn = (name: string, change: () => void, from = `origin/${name}`) => {
    git('fetch', '--quiet', '--prune', 'origin');
    git('switch', '--quiet', '--force-create', name, from);
    change();
    git('add', '--all');
    // What is a commit already, or a merge, stays as it is.
    if (git('status', '--porcelain') !== '' || existsSync(join(clone, '.git/MERGE_HEAD'))) {
      git('commit', '--quiet', '--message', 'By hand');
    }
    git('push', '--quiet', 'origin', 'HEAD');
  };

  return {
    place,
    git,
    gh,
    findPage,
    workOn,
    requests: () => readService(place).pulls,
    issues: () => readService(place).issues,
    openRequest: () => readService(place).pulls.find(({ state }) => state === 'open'),
    night: (key?: string): Promise<Night> => runNight(place, key === undefined ? {} : { key }),
    setQuota: (units: number) => {
      api.quotaLeft = units;
    },

    upload: (title: string) => upload(api.world, uploads++, { title }),
    announce: (title: string) => upload(api.world, uploads++, { title, broadcast: 'upcoming' }),
    goLive: (id: string) => {
      const snippet = find(id);
      snippet['liveBroadcastContent'] = 'none';
      delete api.world.videos.get(id)?.resource.liveStreamingDetails;
    },
    retitle: (id: string, title: string) => {
      find(id).title = title;
    },
    describe: (id: string, description: string) => {
      find(id)['description'] = description;
    },
    setState: (id: string, state: Parameters<typeof setState>[2]) => setState(api.world, id, state),
    video: (number: number) => makeVideoId(number),

    /** A person sets keys of a page, as it lies in the clone. */
    setKey: (id: string, key: string, value: string) => {
      const path = join(clone, findPage(id) ?? `no page of ${id}`);
      const text = readFileSync(path, 'utf8');
      const changed = text.replace(new RegExp(`^${key}: .*$`, 'm'), `${key}: ${value}`);
      expect(changed, `${key} of ${path}`).not.toBe(text);
      writeFileSync(path, changed);
    },
    readPage: (id: string) => {
      const path = findPage(id);
      return path === null ? null : readFileSync(join(clone, path), 'utf8');
    },

    /** A person runs an import on the default branch and pushes it, whatever the request has. */
    importByHand: async (change: () => void): Promise<void> => {
      git('fetch', '--quiet', 'origin');
      git('switch', '--quiet', '--force-create', 'main', 'origin/main');
      change();
      expect((await runTubematter(['import'], { cwd: clone, env: leadTo(api) })).exitCode).toBe(0);
      place.commit({});
    },

    /** The title of what an import into the default branch would do. */
    findDrift: async (): Promise<string | undefined> => {
      const report = join(makeFolder(), 'report.md');
      await runTubematter(['diff', '--quiet', '--report', report], { cwd: clone, env: leadTo(api) });
      return /^# (.*)/.exec(readFileSync(report, 'utf8'))?.[1];
    },

    /** Builds the default branch, and compares with the build before: every URL lives on. */
    async build(): Promise<void> {
      git('fetch', '--quiet', '--prune', 'origin');
      git('switch', '--quiet', '--force-create', 'main', 'origin/main');
      if ('reason' in hugo) return;
      const folder = makeFolder();
      const { exitCode, stdout, stderr } = runHugo(hugo.path, clone, ['--destination', folder]);
      expect(exitCode, stdout + stderr).toBe(0);
      const before = builds.at(-1);
      const args = ['check', '--built', folder, ...(before === undefined ? [] : ['--before', before])];
      const checked = await runTubematter(args, { cwd: clone });
      expect(checked.exitCode, checked.stdout + checked.stderr).toBe(0);
      builds.push(folder);
    },
  };
}
