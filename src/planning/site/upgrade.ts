import { isRecord } from '../../kernel/isRecord';

const kinds = ['servers', 'clusters', 'azureLocal'];

/** In version 1, `targets` are the servers. Without a version, `targets` decides. */
export function isOfVersion1({ version, targets }: Readonly<Record<string, unknown>>): boolean {
  if (version === 1 || version === 2) return version === 1;
  return isRecord(targets) && Object.keys(targets).length > 0 && !kinds.some((kind) => Object.hasOwn(targets, kind));
}

/** Version 1 → 2; others unchanged. */
export function upgrade(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!isOfVersion1(document)) return document;
  const { targets = {} } = document;
  return { ...document, version: document.version === 1 ? 2 : document.version, targets: { servers: targets } };
}

/** `targets.servers.os` → `targets.os` */
export const pathInVersion1 = (path: string): string => path.replace(/^targets\.servers(?=\.|$)/, 'targets');

/** `targets.os` → `targets.servers.os` */
export const pathInVersion2 = (path: string): string => path.replace(/^targets(?=\.|$)/, 'targets.servers');
