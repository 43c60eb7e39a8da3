import type { Result } from '../../src/kernel/result';
import { bashReader } from '../../src/patching/engine/bashReader';
import { cloudInitReader } from '../../src/patching/engine/cloudInitReader';
import { detectLanguage, type ScriptKind } from '../../src/patching/engine/detectLanguage';
import { dockerfileReader } from '../../src/patching/engine/dockerfileReader';
import type { Patched, Refusal } from '../../src/patching/engine/patched';
import { patchScript as patchWith } from '../../src/patching/engine/patchScript';
import { powershellReader } from '../../src/patching/engine/powershellReader';
import type { ScriptReader } from '../../src/patching/engine/reader';
import type { Site } from '../../src/planning/site';

const readers: Readonly<Record<ScriptKind, ScriptReader>> = {
  bash: bashReader,
  powershell: powershellReader,
  dockerfile: dockerfileReader,
  cloudInit: cloudInitReader,
};

export function readerOf(text: string, fileName?: string): ScriptReader | undefined {
  const kind = detectLanguage(text, fileName);
  return kind && readers[kind];
}

/** As the command patches, with the reader of the script's language. */
export const patchScript = (text: string, site: Site, fileName?: string): Result<Patched, readonly Refusal[]> =>
  patchWith(text, site, readerOf(text, fileName), fileName);
