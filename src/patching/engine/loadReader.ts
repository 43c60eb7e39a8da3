import type { ScriptKind } from './detectLanguage';
import type { ScriptReader } from './reader';

const loaders: Readonly<Record<ScriptKind, () => Promise<ScriptReader>>> = {
  bash: async () => (await import('./bashReader')).bashReader,
  powershell: async () => (await import('./powershellReader')).powershellReader,
  dockerfile: async () => (await import('./dockerfileReader')).dockerfileReader,
  cloudInit: async () => (await import('./cloudInitReader')).cloudInitReader,
};

/** Readers are large, and a script needs one. */
export const loadReader = (kind: ScriptKind): Promise<ScriptReader> => loaders[kind]();
