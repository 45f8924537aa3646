/** Cleans a path from the root: one leading slash, no trailing one, no empty, `.` or `..` segments. */
export function cleanPath(path: string): string {
  // As most are: a tenth of the time.
  if (path.startsWith('/') && !path.endsWith('/') && !path.includes('//') && !path.includes('/.'))
    return path;
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

/** A path as redirects hold it: decoded, and without the name of an index file; `''` for the root's. */
export function readPath(path: string): string {
  return decodePath(path).replace(/\/index\.html$/i, '');
}

/** A line break would begin a rule of its own in a host's file; half a surrogate pair cannot be encoded. */
export function hasImpossible(path: string): boolean {
  return /[\p{Cc}\p{Cs}]/u.test(path);
}

/** Whether a URL is the stable one that holds the video's id: such a URL is never archived nor pruned. */
export function holdsVideoId(url: string, videoId: string): boolean {
  return url.includes(videoId) || url.toLowerCase().includes(videoId.toLowerCase());
}

/** Decodes each `%41`, and leaves a percent sign that stands for itself. @returns null if that makes no text */
export function decodeBytes(path: string): string | null {
  try {
    return path.replace(/(?:%[\da-f]{2})+/gi, (bytes) => decodeURIComponent(bytes));
  } catch {
    return null;
  }
}

/** A URL that names neither a folder nor a file with an ending, as one of a folder. */
export function addFinalSlash(url: string): string {
  return /(?:\/|\.[^./]+)$/.test(url) ? url : `${url}/`;
}

/** A path below a folder, which may be `''`. */
export function joinPath(folder: string, path: string): string {
  return cleanPath(`${folder}/${path}`).slice(1);
}

/** A path from a folder above it; null if it is elsewhere. The folder may be `''`. */
export function stripFolder(path: string, folder: string): string | null {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
