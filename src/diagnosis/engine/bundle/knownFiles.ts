import data from './data/logFiles.json';

/** `log`: lines about requests and events; `text`: other output of commands. */
export type FileKind = 'log' | 'text';

interface FilePattern {
  readonly kind: FileKind;
  /** Of one of the folders above the file; absent for any. */
  readonly folder: RegExp | undefined;
  readonly name: RegExp;
}

const entries: readonly { readonly kind: string; readonly folder?: string; readonly name: string }[] = data.flatMap(
  (group) => group.entries,
);
const patterns = entries.map(({ kind, folder, name }): FilePattern => ({
  kind: kind === 'log' ? 'log' : 'text',
  folder: folder === undefined ? undefined : new RegExp(folder, 'i'),
  name: new RegExp(name, 'i'),
}));

/** Of a file in an archive of `azcmagent logs` or a folder of `az connectedk8s troubleshoot`; undefined if unknown. */
export function kindOfFile(path: string): FileKind | undefined {
  const folders = path.split(/[/\\]/);
  const own = folders.pop() ?? '';
  return patterns.find(
    ({ folder, name }) => name.test(own) && (folder === undefined || folders.some((each) => folder.test(each))),
  )?.kind;
}
