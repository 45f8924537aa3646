// Stands in for gh: pull requests and issues of one repository, kept as JSON in the file that GH_STATE names. What git can
// say is asked of the bare repository GH_REPOSITORY, and merges are git's own. It refuses what GitHub refuses, and what it
// does not know.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { GH_STATE: file, GH_REPOSITORY: repository } = process.env;
/** GitHub's limits of a title and of a text, in characters. */
const [longestTitle, longestText] = [256, 65_536];

const state = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { asked: [], pulls: [], issues: [] };
const [kind, verb, ...rest] = process.argv.slice(2);
const { flags, words } = readWords(rest);
if (verb !== 'list') state.asked.push(['gh', kind, verb, ...words].join(' '));

const verbs = {
  'pr list': () => list(state.pulls.filter(({ head, base }) => head === flags.head && base === flags.base)),
  'pr create': createPull,
  'pr edit': () => edit(state.pulls),
  'pr comment': () => comment(find(state.pulls)),
  'pr close': () => close(state.pulls),
  'pr merge': () => mergePull(find(state.pulls)),
  'issue list': () => list(state.issues),
  'issue create': () => add(state.issues, { ...readTexts() }),
  'issue close': () => close(state.issues),
};
const perform = verbs[`${kind} ${verb}`] ?? fail(`unknown command "${kind} ${verb}"`);
perform();
writeFileSync(file, JSON.stringify(state, null, 2));

/** Flags have a value each, but for these. */
function readWords(args) {
  const flags = {};
  const words = [];
  for (let at = 0; at < args.length; at += 1) {
    if (!args[at].startsWith('--')) words.push(args[at]);
    else if (['--squash', '--merge', '--rebase', '--delete-branch'].includes(args[at]))
      flags[args[at].slice(2)] = true;
    else {
      flags[args[at].slice(2)] = args[at + 1] ?? fail(`${args[at]} needs a value`);
      at += 1;
    }
  }
  return { flags, words };
}

function readTexts() {
  const body = flags['body-file'] === undefined ? flags.body : readFileSync(flags['body-file'], 'utf8');
  if (flags.title !== undefined && (flags.title.trim() === '' || flags.title.length > longestTitle))
    fail('Title is wrong');
  if (body !== undefined && body.length > longestText) fail('Body is too long (maximum is 65536 characters)');
  return { ...(flags.title !== undefined && { title: flags.title }), ...(body !== undefined && { body }) };
}

/** The two expressions of jq that the recipe has. */
function list(items) {
  const open = items.filter((item) => item.state === flags.state);
  const [, condition] = /^\[\.\[\] \| select\((.*)\)\]\[0\]\.number \/\/ empty$/.exec(flags.jq) ?? [];
  const [, title] = /^\.title == "(.*)"$/.exec(condition ?? '') ?? [];
  if (condition !== '.isCrossRepository | not' && title === undefined)
    fail(`unknown expression: ${flags.jq}`);
  const found = open.find((item) => (title === undefined ? !item.isCrossRepository : item.title === title));
  if (found) process.stdout.write(`${found.number}\n`);
}

function add(items, item) {
  const number = state.pulls.length + state.issues.length + 1;
  items.push({ number, state: 'open', isCrossRepository: false, comments: [], ...item });
  process.stdout.write(`https://github.example.org/owner/site/${kind}/${number}\n`);
}

function find(items) {
  const item = items.find(({ number }) => String(number) === words[0]);
  if (!item) fail(`no ${kind} ${words[0]}`);
  return item;
}

function createPull() {
  const { head, base } = flags;
  if (state.pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base)) {
    fail(`a pull request for branch "${head}" into branch "${base}" already exists`);
  }
  if (git('rev-list', '--count', `${base}..${head}`) === '0') fail(`No commits between ${base} and ${head}`);
  add(state.pulls, { head, base, ...readTexts() });
}

function edit(items) {
  Object.assign(find(items), readTexts());
}

function comment(item) {
  const { body } = readTexts();
  item.comments.push(body ?? fail('a comment needs a text'));
}

function close(items) {
  const item = find(items);
  if (flags.comment !== undefined) item.comments.push(flags.comment);
  item.state = 'closed';
}

/** As the buttons of a pull request do it: a merge, one commit with its title and text, or its commits anew. */
function mergePull(pull) {
  if (pull.state !== 'open') fail('it is not open');
  const folder = mkdtempSync(join(tmpdir(), 'tubematter-gh-'));
  try {
    const inside = (...args) => git('-C', folder, ...args);
    execFileSync('git', ['clone', '--quiet', '--branch', pull.base, repository, folder], { stdio: 'ignore' });
    const head = `origin/${pull.head}`;
    if (flags.squash) {
      inside('merge', '--quiet', '--squash', head);
      inside('commit', '--quiet', '--message', `${pull.title} (#${pull.number})`);
    } else if (flags.rebase) {
      inside('checkout', '--quiet', '-B', 'rebased', head);
      inside('rebase', '--quiet', `origin/${pull.base}`);
    } else {
      inside('merge', '--quiet', '--no-ff', '--message', `Merge pull request #${pull.number}`, head);
    }
    inside('push', '--quiet', 'origin', `HEAD:${pull.base}`);
    if (flags['delete-branch']) inside('push', '--quiet', 'origin', '--delete', pull.head);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  pull.state = 'merged';
}

function git(...args) {
  const place = args[0] === '-C' ? [] : ['--git-dir', repository];
  return execFileSync('git', [...place, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

function fail(why) {
  process.stderr.write(`gh: ${why}\n`);
  process.exit(1);
}
