/** Cleans a path from the root: one leading slash, no trailing one, no empty, `.` or `..` segments. */
export function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

/** Whether a URL is the stable one that holds the video's id: such a URL is never archived nor pruned. */
export function holdsVideoId(url: string, videoId: string): boolean {
  return url.includes(videoId) || url.toLowerCase().includes(videoId.toLowerCase());
}
