import data from '../data/logFiles.json';

/** `log`: lines about requests and events; `text`: other output of commands. */
export type FileKind = 'log' | 'text';

const patterns = data.flatMap(({ entries }) =>
  entries.map(({ kind, pattern }) => ({
    kind: kind === 'log' ? ('log' as const) : ('text' as const),
    pattern: new RegExp(pattern, 'i'),
  })),
);

/** Of a file in an archive of `azcmagent logs` or a folder of `az connectedk8s troubleshoot`; undefined if unknown. */
export const kindOfFile = (path: string): FileKind | undefined =>
  patterns.find(({ pattern }) => pattern.test(path.replaceAll('\\', '/')))?.kind;
