import { confirm, intro, isCancel, select, text } from '@clack/prompts';
import { builtInDefaults } from '../config/defaults.ts';
import { UserError } from '../model/error.ts';
import type { Terminal } from '../terminal/output.ts';
import { formatNumber } from '../text/counts.ts';
import { findAnswerError } from './answers.ts';
import type { Answers, Suggestions } from './choices.ts';
import { type Repository, readRepository } from './repository.ts';
import { type FoundSite, suggestUrl } from './site.ts';

/**
 * Asks for what the flags do not say.
 *
 * @param given what the flags say
 * @param suggested what to offer for the rest
 * @param needsRepository whether a workflow gets tubematter from its repository
 * @throws UserError if the user cancels; nothing was written
 */
export async function askQuestions(
  given: Partial<Answers>,
  suggested: Suggestions,
  site: FoundSite | null,
  needsRepository: boolean,
  terminal: Terminal,
): Promise<Answers> {
  intro(site ? `A ${site.generator.label} site (${site.file})` : 'A new config', terminal);
  const ask = (name: 'channel' | 'content' | 'url', message: string, initialValue: string) =>
    text({ message, initialValue, validate: (answer) => findAnswerError(name, answer), ...terminal });
  const channel =
    given.channel ?? (await answered(ask('channel', 'Which channel? An id, a @handle or a URL', ''))).trim();
  const content =
    given.content ??
    (await answered(ask('content', 'Which folder holds the pages?', suggested.content))).trim();
  const existing = given.existing ?? (await askAboutPages(await suggested.countPages(content), terminal));
  const url =
    given.url ?? (await answered(ask('url', 'What is the URL of a page?', suggestUrl(content, site)))).trim();
  const preset =
    given.preset ??
    (site !== null && site.generator.presets.seed === undefined
      ? 'minimal'
      : await answered(
          select<Answers['preset']>({
            message: 'Which front matter?',
            initialValue: suggested.preset,
            options: [
              { value: 'minimal', label: 'Minimal', hint: 'title, date, slug, tags and the like' },
              {
                value: 'seed',
                label: 'Seed',
                hint: `the ${builtInDefaults.fields.length} fields that pages get without a config`,
              },
            ],
            ...terminal,
          }),
        ));
  const workflow =
    given.workflow ??
    (await answered(
      select<Answers['workflow']>({
        message: 'A workflow that imports every night and opens a pull request?',
        initialValue: suggested.workflow,
        options: [
          { value: 'github', label: 'Yes, for GitHub' },
          { value: 'gitlab', label: 'Yes, for GitLab' },
          { value: 'none', label: 'No' },
        ],
        ...terminal,
      }),
    ));
  const repository =
    suggested.repository === null && needsRepository && workflow !== 'none'
      ? await askRepository(terminal)
      : suggested.repository;
  return { channel, content, url, preset, workflow, existing, repository };
}

async function askAboutPages(pages: number, terminal: Terminal): Promise<Answers['existing']> {
  if (pages === 0) return null;
  return answered(
    select<'fill' | 'leave'>({
      message: `${pages === 1 ? '1 page exists' : `${formatNumber(pages)} pages exist`}. May imports write into them?`,
      initialValue: 'leave',
      options: [
        { value: 'leave', label: 'No', hint: 'their URLs are remembered, and new videos get pages' },
        { value: 'fill', label: 'Yes', hint: 'what is missing is added, and no page moves' },
      ],
      ...terminal,
    }),
  );
}

async function askRepository(terminal: Terminal): Promise<Repository | null> {
  const answer = await answered(
    text({
      message: 'Which git repository is tubematter in? Its URL, or leave it empty and fill it in later',
      validate: (given) =>
        !given?.trim() || readRepository(given)
          ? undefined
          : 'Give a URL such as https://example.org/tubematter.git, or owner/name on GitHub.',
      ...terminal,
    }),
  );
  return readRepository(answer);
}

/** Asks whether existing files may be overwritten. */
export async function askOverwrite(conflicts: string[], terminal: Terminal): Promise<boolean> {
  const message = `Already exists: ${conflicts.join(', ')}. Overwrite?`;
  return answered(confirm({ message, initialValue: false, ...terminal }));
}

async function answered<T>(prompt: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await prompt;
  if (isCancel(answer)) throw new UserError('Cancelled. Nothing was written.');
  return answer as Exclude<T, symbol>;
}
