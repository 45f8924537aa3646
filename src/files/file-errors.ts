/** The file system's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** One clear phrase for what the file system said. */
export function describeFileError(error: unknown): string {
  const phrases: Record<string, string> = {
    EACCES: 'permission was denied',
    EPERM: 'permission was denied',
    EROFS: 'the file system is read-only',
    ENOENT: 'it does not exist',
    EISDIR: 'a folder is where a file should be',
    ENOTDIR: 'a file is where a folder should be',
    ENOSPC: 'no space is left on the disk',
    EDQUOT: 'the disk quota is used up',
    ENAMETOOLONG: 'the name is too long for the file system',
    EEXIST: 'a file is where a folder should be',
    ELOOP: 'links lead in a circle',
    EMFILE: 'too many files are open',
  };
  const code = codeOf(error);
  return (
    (typeof code === 'string' ? phrases[code] : undefined) ??
    (error instanceof Error ? error.message : String(error))
  );
}
