import type { Context } from './context';
import { type Command, sourceOf, type Word } from './model';
import { programOf } from './programs';

// Options of ssh with a value. Source: ssh(1), OpenSSH 9.9.
const valued = /^-[BbcDEeFIiJLlmOoPpQRSWw]$/;
const containers = /^(?:docker|podman|kubectl|chroot|nsenter)$/;
const remotely = /-(?:ComputerName|cn|HostName|session|VMName|VMId|ContainerId)\b/i;

/** Another machine that runs a command, as written: `web1` of `ssh web1 …`. Empty for the machine of the script. */
export function hostOf(context: Context, command: Command): string {
  const program = programOf(context, command);
  const around = blockAround(context, command);
  const place = around === undefined ? '' : `${around} `;
  if (program?.name === 'ssh') return place + (hostOfSsh(context, program.args) ?? '');
  if (!program || !containers.test(program.name)) return place.trim();
  const target = program.args.slice(0, 3).map((word) => sourceOf(context.model, word));
  return [place.trim(), program.name, ...target].join(' ').trim();
}

function hostOfSsh({ model }: Context, args: readonly Word[]): string | undefined {
  for (let index = 0; index < args.length; index++) {
    const word = args[index];
    const source = word && sourceOf(model, word);
    if (source === undefined) return undefined;
    if (valued.test(source)) index++;
    else if (!source.startsWith('-')) return source;
  }
  return undefined;
}

/** What runs the block of another session: `Invoke-Command -ComputerName web1 -ScriptBlock`. */
function blockAround({ model }: Context, { start, end }: Command): string | undefined {
  const block = model.remote.findLast((each) => each.start <= start && end <= each.end);
  const runner = block && model.commands.findLast((each) => each.start < block.start && block.end <= each.end);
  const text = block && runner ? model.text.slice(runner.start, block.start) : '';
  return remotely.test(text) ? text.trim() : undefined;
}
