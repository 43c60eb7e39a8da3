import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { workspacePathRefused } from './errors';

/**
 * A repository may bring a program named kubectl, a sign-in program, or a kubeconfig that starts one. Throws `Unsupported`
 * if an entry of PATH or KUBECONFIG is in one of these folders. A workspace around the home directory is the person’s own.
 */
export function refuseWorkspacePaths(env: NodeJS.ProcessEnv, workspaceFolders: readonly string[]): void {
  const home = realPath(homedir());
  const folders = workspaceFolders.map(realPath).filter((folder) => !isIn(home, folder));
  if (folders.length === 0) return;
  for (const variable of ['KUBECONFIG', 'PATH'] as const) {
    for (const entry of entriesOf(env, variable)) {
      // A relative one is taken from where kubectl starts: the home directory.
      const path = resolve(homedir(), entry);
      if (folders.some((folder) => isIn(path, folder) || isIn(realPath(path), folder)))
        throw workspacePathRefused(variable, entry);
    }
  }
}

/** Windows has names of variables in any case. */
const entriesOf = (env: NodeJS.ProcessEnv, variable: string): readonly string[] =>
  Object.entries(env)
    .filter(([name]) => (process.platform === 'win32' ? name.toUpperCase() : name) === variable)
    .flatMap(([, value = '']) => value.split(delimiter))
    .filter((entry) => entry !== '');

function isIn(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest);
}

/** Of the part that exists, if not all of it does. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
