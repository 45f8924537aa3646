import type { Repository } from './repository.ts';

export const presets = ['seed', 'minimal'] as const;
export const existingRules = ['fill', 'leave'] as const;
export const workflows = ['github', 'gitlab', 'none'] as const;

/** What `init` needs to know, from questions or from flags. */
export interface Answers {
  /** As the user gave it: an id, a @handle or a URL. */
  channel: string;
  content: string;
  /** The URL template of a page. */
  url: string;
  preset: (typeof presets)[number];
  workflow: (typeof workflows)[number];
  /** Whether imports may write into pages that are there; null: there are none. */
  existing: (typeof existingRules)[number] | null;
  /** Where a workflow gets tubematter from; null: not known, the user fills it in. */
  repository: Repository | null;
}

/** What is used, or offered on a terminal, if no flag says otherwise. */
export interface Suggestions extends Omit<Answers, 'channel' | 'url' | 'existing'> {
  /** Counts the pages about videos in a folder. */
  countPages: (content: string) => Promise<number>;
}
