import { readTasks, taskRegions } from './ansible';
import { mainLanguage } from './container';
import type { ScriptReader, ShellReader } from './reader';
import type { ShellLanguage } from './syntaxTree';

export const ansibleReader = (shell: ShellReader): ScriptReader => ({
  kind: 'ansible',
  shell,
  isTemplate: true,
  regionsOf: taskRegions(shell.language),
});

export const ansibleLanguage = (text: string): ShellLanguage => mainLanguage(readTasks(text).scripts);
