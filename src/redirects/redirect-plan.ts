/** One old URL and the page that it leads to, as readable paths: nothing in them is percent-encoded. */
export interface Redirect {
  /** Without a trailing slash. */
  from: string;
  /** The page's own URL: `/a/b/`, or `/a/b.html`. Of a page that is gone it may be an absolute URL. */
  to: string;
}

export interface RedirectPlan {
  /** Sorted by `from`. */
  redirects: Redirect[];
  /** URLs that are gone for good. Sorted. */
  gone: string[];
  /** URLs that several pages had, with the paths of those pages. */
  clashes: { url: string; paths: string[] }[];
  /** Old URLs that no host can redirect, with the page that has them. */
  leftOut: { path: string; entry: string; detail: string }[];
  /**
   * Entries of `urls.gone` that make no rule: why, the path of the page where one is the reason, and whether something
   * else answers the URL.
   */
  goneLeftOut: { entry: string; detail: string; path: string | null; isAnswered: boolean }[];
  /** Every URL that a redirect can have been written from or to, by this plan or an earlier one. */
  known: ReadonlySet<string>;
}
