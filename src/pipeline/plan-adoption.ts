import type { Settings } from '../config/settings.ts';
import { isEmpty, readKey } from '../model/front-matter.ts';
import type { Page } from '../model/page.ts';
import type { PageChange, Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { parseVideoId } from '../model/youtube-url.ts';
import { startPlan } from '../plan/plan-in-progress.ts';
import { watchUrl } from '../report/entries.ts';
import { findAdoptable } from '../site/find-adoptable.ts';
import { isOrg } from '../site/read-page.ts';
import { scanPages } from '../site/scan.ts';
import { fillText, findTokens } from '../text/template.ts';
import type { Context } from './context.ts';
import { describeFlaws, describeUnreadable, findMainLanguage } from './read-site.ts';

/**
 * Plans which pages adopt the video that they show: those that show exactly one that no other page shows. Nothing is
 * guessed.
 *
 * @throws UserError if the content folder cannot be read
 */
export async function planAdoption(settings: Settings, context: Context): Promise<Plan> {
  const { content, generator, idKeys } = settings;
  const mainLanguage = findMainLanguage(settings, context);
  const scan = await scanPages(content, { generator, idKeys, mainLanguage });
  const { pages, shared, unsure } = findAdoptable(content, scan, { generator, mainLanguage });
  const org = pages.filter(({ page }) => isOrg(page.path));
  const isFree = ({ page: { path, data, flawed } }: { page: Page }) =>
    !isOrg(path) && !flawed && isEmpty(readKey(data, idKeys.preferred));
  const refused = pages.filter((page) => !isFree(page)).map(({ page }) => page);
  const problems: Problem[] = [
    ...describeUnreadable(scan.unreadable),
    ...describeFlaws(refused),
    ...org.map(({ page: { path }, videoId }): Problem => {
      const detail = `it shows the video ${videoId}, and tubematter reads no id from an Org page; make it a Markdown page, or a second page with tubematter import --allow-duplicates`;
      return { code: 'cannot-read', path, detail };
    }),
    ...shared.map((video): Problem => ({ code: 'shown-twice', ...video })),
    ...unsure.map((page): Problem => ({ code: 'shows-several', ...page })),
  ];
  return {
    ...startPlan(problems),
    changes: pages.filter(isFree).map(({ page, videoId }) => adopt(page, videoId, settings)),
    unchanged: scan.pages.filter(({ videoId }) => videoId !== null).length,
  };
}

function adopt(page: Page, videoId: string, { idKeys, rules }: Settings): PageChange {
  const key = idKeys.preferred;
  const template = rules.fields.find((field) => field.key === key)?.value ?? null;
  // The same value as on new pages: some sites use the URL.
  const written = fillText(String(template), { videoId, watchUrl: watchUrl(videoId) });
  const after = findTokens(template).length === 1 && parseVideoId(written) === videoId ? written : videoId;
  const title = readKey(page.data, 'title');
  return {
    video: { id: videoId, title: typeof title === 'string' ? title : '' },
    path: page.path,
    page: { ...page, videoId },
    url: null,
    fields: [{ key, action: 'set', reason: 'missing', before: readKey(page.data, key), after }],
    body: null,
  };
}
