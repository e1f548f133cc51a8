const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space',
  EDQUOT: 'The disk quota is used up: free some space',
  EROFS: 'The file system is read-only: choose another place for the output',
  EACCES: 'This user may not write there: choose another place for the output or change its rights',
  EPERM: 'This user may not write there: choose another place for the output or change its rights',
  ENAMETOOLONG: 'Names of temporary files are longer than that of the output: choose a shorter one',
  EMFILE: 'Too many files are open: raise the limit with `ulimit -n`',
}

/** True for what Node says of the system: ENOSPC and its like. */
export const isSystemFault = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && /^E[A-Z]+$/.test((error as NodeJS.ErrnoException).code ?? '')

/** What helps when the system refuses work on a file, as the beginning of a sentence. */
export const systemRemedy = (code: string | undefined): string => REMEDIES[code ?? ''] ?? 'Look at the disk'
