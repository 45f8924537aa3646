/** Cleans a path from the root: one leading slash, no trailing one, no empty, `.` or `..` segments. */
export function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

/** Reads a path that may be copied from a browser's address bar. What decodes to no text stays as it is. */
export function decodePath(path: string): string {
  try {
    return cleanPath(decodeURIComponent(path));
  } catch {
    return path;
  }
}

/** A line break would begin a rule of its own in a host's file; half a surrogate pair cannot be encoded. */
export function hasImpossible(path: string): boolean {
  return /[\p{Cc}\p{Cs}]/u.test(path);
}

/** Whether a URL is the stable one that holds the video's id: such a URL is never archived nor pruned. */
export function holdsVideoId(url: string, videoId: string): boolean {
  return url.includes(videoId) || url.toLowerCase().includes(videoId.toLowerCase());
}
