import { parseJson } from '../../kernel/json';
import type { Kubectl, KubectlProgram, KubectlRead, LabeledObject, LabelsRead, LogsRead } from '../../kernel/kubectl';
import { shownCommand } from '../process/shownCommand';
import { answerArguments, contextsArguments, labelsArguments, logsArguments } from './arguments';
import { kubectlError, notReadable } from './errors';

const silence = 30_000;

export function createKubectl({ run, stream }: KubectlProgram): Kubectl {
  const print = async (args: readonly string[], context: string, signal: AbortSignal): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(args, context, signal);
    if (exitCode !== 0) throw kubectlError({ exitCode, says: stderr }, context);
    return stdout;
  };
  return {
    async contexts(signal) {
      const output = await print(contextsArguments, '', signal);
      return output.split(/\r?\n/).filter((name) => name !== '');
    },
    commandLine: (context, read) => shownCommand(['kubectl', ...argumentsOf(context, read)]),
    async read(context, read, signal) {
      const value = parseJson(await print(answerArguments(context, read), context, signal), { depth: 256 });
      if (!value.ok) throw notReadable(context);
      return value.value;
    },
    async labels(context, read, signal) {
      return labeledObjects(await print(labelsArguments(context, read), context, signal));
    },
    async logs(context, read, onOutput, signal) {
      const silentMilliseconds = read.isFollowed ? undefined : silence;
      const args = logsArguments(context, read);
      const { exitCode, stderr } = await stream(args, context, { onOutput, silentMilliseconds }, signal);
      if (exitCode !== 0) throw kubectlError({ exitCode, says: stderr }, context);
    },
  };
}

function argumentsOf(context: string, read: KubectlRead | LabelsRead | LogsRead): readonly string[] {
  if ('verb' in read) return answerArguments(context, read);
  return 'pod' in read ? logsArguments(context, read) : labelsArguments(context, read);
}

/** Name and labels are a line’s first and last column, and hold no blanks. */
function labeledObjects(table: string): readonly LabeledObject[] {
  return table.split(/\r?\n/).flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const [name = ''] = columns;
    if (columns.length < 2) return [];
    const labels = (columns.at(-1) ?? '').split(',').flatMap((label): readonly (readonly [string, string])[] => {
      const at = label.indexOf('=');
      return at < 0 ? [] : [[label.slice(0, at), label.slice(at + 1)]];
    });
    return [{ name, labels: Object.fromEntries(labels) }];
  });
}
