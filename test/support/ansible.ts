import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missing, start } from './program';

const windowsModules =
  'win_acl win_acl_inheritance win_command win_copy win_file win_get_url win_powershell win_stat win_tempfile win_uri';

/**
 * A folder for `ANSIBLE_COLLECTIONS_PATH` in which the modules of `ansible.windows` have their names and nothing more, so
 * that the syntax of a play for Windows can be checked where no such collection is installed.
 */
export function windowsCollection(directory: string): string {
  const modules = join(directory, 'ansible_collections/ansible/windows/plugins/modules');
  mkdirSync(modules, { recursive: true });
  for (const name of windowsModules.split(' ')) writeFileSync(join(modules, `${name}.py`), '#!/usr/bin/python\n');
  return directory;
}

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs `ansible-playbook` with its files in `directory`; host keys are checked, as they are by default. */
export async function ansiblePlay(
  directory: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const child = start('ansible-playbook', args, {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      LC_ALL: 'C.UTF-8',
      ANSIBLE_LOCAL_TEMP: join(directory, 'ansible-local'),
      // By default they lie in the home that the machine’s list of accounts has for the user, whatever HOME is there.
      ANSIBLE_REMOTE_TEMP: join(directory, 'ansible-remote'),
      ANSIBLE_ASYNC_DIR: join(directory, 'ansible-async'),
      ANSIBLE_NOCOLOR: '1',
      ANSIBLE_RETRY_FILES_ENABLED: '0',
      ANSIBLE_COLLECTIONS_PATH: directory,
      ...env,
    },
  });
  child.stdin.end();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  try {
    await once(child, 'close');
  } catch (cause) {
    throw new Error(missing('ansible-playbook', 'ansible-core'), { cause });
  }
  return { code: child.exitCode, output };
}
