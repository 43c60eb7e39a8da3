import type { ClusterReason } from './clusterReason';
import { runsAgent } from './connect';
import type { Context } from './context';
import type { Hint } from './hints';
import type { Command } from './model';
import { programOf } from './programs';

export interface PlacedHint {
  readonly at: number;
  readonly hint: Hint | ClusterReason;
}

// DSC resources are commands for the reader.
const connecting = /^(?:connect-azconnectedmachine|azureconnectedmachineagentdsc)$/;

/** Cmdlets and settings that can't be patched. */
export const findHints = (context: Context): readonly PlacedHint[] =>
  context.model.commands.flatMap((command) => {
    const hint = hintAt(context, command);
    return hint ? [{ at: command.start, hint }] : [];
  });

function hintAt(context: Context, command: Command): Hint | undefined {
  const { values, site } = context;
  const program = programOf(context, command);
  if (!program) return undefined;
  const gatewayId = site.gateway.id;
  if (connecting.test(program.name)) {
    return { code: 'connect.cmdlet', name: values.textOf(program.word) ?? program.name, gatewayId };
  }
  const words = program.args.map((word) => values.keyOf(word) ?? '');
  if (program.name === 'invoke-azstackhciarcinitialization')
    return words.some((word) => /^-arcg/i.test(word)) ? undefined : { code: 'connect.azureLocal', gatewayId };
  const at = command.words.findIndex((word) => runsAgent(context, command, word));
  const [verb, action, key = ''] = at < 0 ? [] : command.words.slice(at + 1, at + 4).map((word) => values.textOf(word));
  return verb === 'config' && action === 'set' && key.includes('gateway')
    ? { code: 'setting.noGateway', key }
    : undefined;
}
