import type { PageFolder } from './existing-pages.ts';
import type { Repository } from './repository.ts';

export const presets = ['minimal', 'seed'] as const;
export const existingRules = ['fill', 'leave'] as const;
export const workflows = ['github', 'gitlab', 'none'] as const;

/** What `init` needs to know, from questions or from flags. */
export interface Answers {
  content: string;
  /** The URL template of a page. */
  url: string;
  preset: (typeof presets)[number];
  workflow: (typeof workflows)[number];
  /** Whether imports may write into existing pages; null if there are none. */
  existing: (typeof existingRules)[number] | null;
  /** Whether slugs keep letters of other scripts than Latin. */
  keepsScript: boolean;
  /** Where a workflow gets tubematter from; null: not known, the user fills it in. */
  repository: Repository | null;
}

/** The answers that flags give, and the channel: an id, a @handle or a URL. */
export type AnswerFlags = Partial<Omit<Answers, 'repository' | 'keepsScript'>> & { channel?: string };

/** What is used, or offered on a terminal, if no flag says otherwise. */
export interface Suggestions extends Pick<Answers, 'content' | 'workflow' | 'repository' | 'keepsScript'> {
  /** Looks at the pages of a folder. */
  readFolder: (content: string) => PageFolder;
}
