import { isRecord } from '../../kernel/isRecord';

const kinds = ['servers', 'clusters', 'azureLocal'];

/** Whether a document is of version 1, whose `targets` are its servers. One that names no version is told by its targets. */
export function isOfVersion1({ version, targets }: Readonly<Record<string, unknown>>): boolean {
  if (version === 1 || version === 2) return version === 1;
  return isRecord(targets) && Object.keys(targets).length > 0 && !kinds.some((kind) => Object.hasOwn(targets, kind));
}

/** A document of version 1 in the form of version 2; any other as it is. */
export function upgrade(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!isOfVersion1(document)) return document;
  const { targets = {} } = document;
  return { ...document, version: document.version === 1 ? 2 : document.version, targets: { servers: targets } };
}

/** The path of version 2 as it is in a document of version 1: `targets.servers.os` is `targets.os`. */
export const pathInVersion1 = (path: string): string => path.replace(/^targets\.servers(?=\.|$)/, 'targets');

/** The path of a document of version 1 as it is in version 2. */
export const pathInVersion2 = (path: string): string => path.replace(/^targets(?=\.|$)/, 'targets.servers');
