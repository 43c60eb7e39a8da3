import { argumentsOf } from './arguments';
import type { Context } from './context';
import type { InstallerFiles } from './installerFiles';
import { type Command, sourceOf, type Word } from './model';
import { baseName, programOf } from './programs';
import { variableOf } from './values';

export const shells: ReadonlySet<string> = new Set(['bash', 'sh', 'dash']);
const hosts = new Set(['powershell', 'pwsh']);
const isCommandOption = (text: string): boolean => /^-[a-z]+$/.test(text) && text.includes('c');
const textRunners = /^(su|runuser|ssh|eval|start-process|saps|start|invoke-expression|iex)$/;
// Options of powershell.exe and pwsh whose value is neither a file nor a command.
const valued = /^-(ex\w*|ep|w\w*|v\w*|in\w*|o\w*|set\w*|psc\w*)$/i;

export function runBy(context: Context, command: Command, files: InstallerFiles): Word | undefined {
  const program = programOf(context, command);
  if (!program) return undefined;
  if (files.isFile(program.word)) return program.word;
  if (hosts.has(program.name)) return fileOfHost(context, argumentWords(context, command, program.args), files);
  const [first] = program.args;
  if (/^(source|\.)$/.test(program.name)) return first && files.isFile(first) ? first : undefined;
  return fileOfShell(context, command, files);
}

/** Those in a list of `Start-Process` too. */
const argumentWords = (context: Context, command: Command, args: readonly Word[]): readonly Word[] =>
  command.started
    ? argumentsOf(context, command)
        .items.slice(1)
        .map(({ word }) => word)
    : args;

/** `powershell -File …`, `powershell -ExecutionPolicy Bypass …`; later arguments go to the file. */
function fileOfHost({ values }: Context, args: readonly Word[], files: InstallerFiles): Word | undefined {
  const texts = args.map((word) => values.keyOf(word) ?? '');
  const file = args[texts.findIndex((text, index) => !text.startsWith('-') && !valued.test(texts[index - 1] ?? ''))];
  return file && files.isFile(file) ? file : undefined;
}

/** `bash file`, also after `ssh host` and similar. */
function fileOfShell({ values }: Context, { words }: Command, files: InstallerFiles): Word | undefined {
  for (const [index, word] of words.entries()) {
    if (!shells.has(baseName(values.keyOf(word)))) continue;
    let hasCommand = false;
    let at = index + 1;
    for (; (values.keyOf(words[at] ?? word) ?? '').startsWith('-'); at++)
      hasCommand ||= isCommandOption(values.keyOf(words[at] ?? word) ?? '');
    const file = words[at];
    if (file && !hasCommand && files.isFile(file)) return file;
  }
  return undefined;
}

/** A word whose text, when run, names the install script directly or by variable. */
export function textRunBy(context: Context, command: Command, files: InstallerFiles): Word | undefined {
  const { values, model } = context;
  const program = programOf(context, command);
  if (!program) return undefined;
  const texts = command.words.map((word) => values.keyOf(word) ?? '');
  const shellAt = texts.findIndex((text) => shells.has(baseName(text)));
  const isShell = shellAt >= 0 && texts.slice(shellAt).some((text) => isCommandOption(text));
  if (!isShell && !hosts.has(program.name) && !textRunners.test(program.name)) return undefined;
  return program.args.find((word) => {
    const name = variableOf(word);
    const assigned = name === undefined ? undefined : values.assignmentOf(name);
    const list = assigned?.list ?? (assigned?.value ? [assigned.value] : []);
    if (files.isFile(word) && program.name !== 'ssh') return true;
    if (list.some((each) => files.isFile(each))) return true;
    return [word, ...list].some((each) => files.isNamedIn(unquoted(sourceOf(model, each))));
  });
}

const unquoted = (source: string): string => source.replace(/^(["'])([^"']*)\1$/, '$2');
