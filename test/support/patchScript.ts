import type { Result } from '../../src/kernel/result';
import { ansibleLanguage, ansibleReader } from '../../src/patching/engine/ansibleReader';
import { bashReader } from '../../src/patching/engine/bashReader';
import { clusterReader } from '../../src/patching/engine/clusterReader';
import { cloudInitReader } from '../../src/patching/engine/cloudInitReader';
import { detectLanguage, type ScriptKind } from '../../src/patching/engine/detectLanguage';
import { dockerfileReader } from '../../src/patching/engine/dockerfileReader';
import { markdownLanguage, markdownReader } from '../../src/patching/engine/markdownReader';
import { multipartReader } from '../../src/patching/engine/multipartReader';
import type { Patched, Refusal } from '../../src/patching/engine/patched';
import { patchScript as patchWith } from '../../src/patching/engine/patchScript';
import { powershellReader } from '../../src/patching/engine/powershellReader';
import type { ScriptReader } from '../../src/patching/engine/reader';
import { clusterMention } from '../../src/patching/engine/region';
import { userDataReader } from '../../src/patching/engine/userDataReader';
import type { Site } from '../../src/planning/site';

const shells = { bash: bashReader.shell, powershell: powershellReader.shell };

const readers: Readonly<Record<ScriptKind, (text: string) => ScriptReader>> = {
  bash: () => bashReader,
  powershell: () => powershellReader,
  dockerfile: () => dockerfileReader,
  cloudInit: () => cloudInitReader,
  multipart: () => multipartReader,
  userData: () => userDataReader(shells.powershell),
  ansible: (text) => ansibleReader(shells[ansibleLanguage(text)]),
  markdown: (text) => markdownReader(shells[markdownLanguage(text)]),
};

export function readerOf(text: string, fileName?: string): ScriptReader | undefined {
  const kind = detectLanguage(text, fileName);
  return kind && readers[kind](text);
}

/** As the command patches, with the reader of the script's language. */
export const patchScript = (
  text: string,
  site: Site,
  fileName = '',
  chosen?: number,
): Result<Patched, readonly Refusal[]> =>
  patchWith(text, site, readerOf(text, fileName), {
    fileName,
    clusters: clusterMention.test(text) ? clusterReader(chosen) : undefined,
  });
