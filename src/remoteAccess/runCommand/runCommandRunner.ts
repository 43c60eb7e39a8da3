import type { ArcApi, RemoteRunner, RemoteTarget } from '../../kernel/ports';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { notInAzure } from '../errors';

/** The agent fetches the script from Azure and runs it as root or Local System. */
export const createRunCommandRunner = (api: () => Promise<ArcApi>): RemoteRunner => ({
  transport: 'runCommand',
  commandLine: (target, { timeoutMilliseconds }) =>
    `PUT ${resourceIdOf(target)}/runCommands/arc-… (timeoutInSeconds ${seconds(timeoutMilliseconds)})`,
  async run(target, script, signal) {
    const command = {
      script: script.text.replaceAll('\r\n', '\n'),
      timeoutSeconds: seconds(script.timeoutMilliseconds),
    };
    const outcome = await (await api()).runCommand(resourceIdOf(target), command, signal);
    return { ...outcome, stdout: cleanOutput(outcome.stdout), stderr: cleanOutput(outcome.stderr) };
  },
});

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000);

function resourceIdOf({ resourceId, name }: RemoteTarget): string {
  if (resourceId !== undefined) return resourceId;
  throw notInAzure(name);
}
