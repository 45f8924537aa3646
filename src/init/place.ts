/** What the text of a workflow depends on. Paths have `/`. */
export interface WorkflowPlace {
  /** The folder of the config, from the repository's root. */
  folder: string;
  /** The folder of the pages, from the folder of the config. */
  content: string;
  lock: string;
  /** How tubematter is started there. */
  run: string;
  /** Whether the site's own packages hold tubematter, so that they must be installed first. */
  isInstalled: boolean;
}
