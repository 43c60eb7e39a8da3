import type { ScriptKind } from './detectLanguage';
import type { ClusterReader, ScriptReader, ShellReader } from './reader';
import { clusterMention } from './region';
import type { ShellLanguage } from './syntaxTree';

async function loadShell(language: ShellLanguage): Promise<ShellReader> {
  if (language === 'bash') return (await import('./bashReader')).bashReader.shell;
  return (await import('./powershellReader')).powershellReader.shell;
}

const loaders: Readonly<Record<ScriptKind, (text: string) => Promise<ScriptReader>>> = {
  bash: async () => (await import('./bashReader')).bashReader,
  powershell: async () => (await import('./powershellReader')).powershellReader,
  dockerfile: async () => (await import('./dockerfileReader')).dockerfileReader,
  cloudInit: async () => (await import('./cloudInitReader')).cloudInitReader,
  multipart: async () => (await import('./multipartReader')).multipartReader,
  userData: async () => (await import('./userDataReader')).userDataReader(await loadShell('powershell')),
  ansible: async (text) => {
    const { ansibleReader, ansibleLanguage } = await import('./ansibleReader');
    return ansibleReader(await loadShell(ansibleLanguage(text)));
  },
  markdown: async (text) => {
    const { markdownReader, markdownLanguage } = await import('./markdownReader');
    return markdownReader(await loadShell(markdownLanguage(text)));
  },
};

/** Readers are large, and a script needs one. */
export const loadReader = (kind: ScriptKind, text: string): Promise<ScriptReader> => loaders[kind](text);

/** For a text with commands for clusters. `chosen`: the cluster that is meant where the text doesn’t tell. */
export async function loadClusterReader(text: string, chosen?: number): Promise<ClusterReader | undefined> {
  if (!clusterMention.test(text)) return undefined;
  return (await import('./clusterReader')).clusterReader(chosen);
}
