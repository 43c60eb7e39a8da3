import { hostname } from 'node:os';
import { ArcError, cancelled } from '../../kernel/errors';
import type { RemoteTarget } from '../../kernel/ports';
import { parseSshAddress } from '../../kernel/sshAddress';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { sshNamePlace as placeholder } from '../../kernel/sshAddress';
import { askText } from '../../vscode/boxes/inputs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import type { MachineWay } from './machineWays';

type Kind = 'ssh' | 'sshPassword' | 'runCommand' | 'local' | 'each';

interface WayItem extends PickItem {
  readonly kindOfWay: Kind;
}

const title = say`How to reach the machine`;
const place = foreign('sshHost', placeholder);

/** Asks for the way to one machine and, for SSH, for its host. */
export async function askWay(target: RemoteTarget, known: MachineWay | undefined): Promise<MachineWay> {
  const host = known?.way === 'ssh' ? known.host : target.name;
  const heading = say`${title} ${foreign('azureName', target.name)}`;
  const kind = await choose(heading, [
    ...sshItems(say``),
    ...(target.resourceId === undefined ? [] : [runCommandItem]),
    {
      kindOfWay: 'local',
      label: say`$(device-desktop) This machine`,
      detail: say`VS Code runs on ${foreign('azureName', target.name)} itself (${foreign('sshHost', hostname())}).`,
    },
  ]);
  if (kind === 'runCommand' || kind === 'local') return { way: kind };
  const typed = await askHost(
    heading,
    host,
    say`Host for ssh: a name of your ssh configuration, a DNS name or an address`,
  );
  return sshWay(typed, kind);
}

/** Asks once for many machines. */
export async function askWays(targets: readonly RemoteTarget[]): Promise<ReadonlyMap<RemoteTarget, MachineWay>> {
  const heading = say`How to reach ${targets.length} machines`;
  const kind = await choose(heading, [
    ...sshItems(say` You say next how a machine’s name becomes its host.`),
    ...(targets.every(({ resourceId }) => resourceId !== undefined) ? [runCommandItem] : []),
    { kindOfWay: 'each', label: say`$(list-ordered) Ask for each machine` },
  ]);
  if (kind === 'runCommand') return new Map(targets.map((target) => [target, { way: 'runCommand' }]));
  if (kind === 'each') return askEach(targets);
  const pattern = await askPattern(heading, targets);
  return new Map(targets.map((target) => [target, sshWay(pattern.replaceAll(placeholder, target.name), kind)]));
}

async function askEach(targets: readonly RemoteTarget[]): Promise<ReadonlyMap<RemoteTarget, MachineWay>> {
  const ways = new Map<RemoteTarget, MachineWay>();
  for (const target of targets) ways.set(target, await askWay(target, undefined));
  return ways;
}

const sshItems = (more: BoxText): readonly WayItem[] => [
  { kindOfWay: 'ssh', label: say`$(key) SSH`, detail: say`With your keys, agent and ssh configuration.${more}` },
  {
    kindOfWay: 'sshPassword',
    label: say`$(lock) SSH with a password`,
    detail: say`The same, and you type a password or passphrase, for each machine, when ssh asks for one. It is not stored.`,
  },
];

const runCommandItem: WayItem = {
  kindOfWay: 'runCommand',
  label: say`$(azure) Azure run command`,
  detail: say`Through Azure and the agent, as root or Local System. Takes longer, and brings 4 KB of output at most.`,
};

async function choose(heading: BoxText, items: readonly WayItem[]): Promise<Kind> {
  const options = { title: heading, placeHolder: say`The choice is remembered for each machine`, ignoreFocusOut: true };
  const chosen = await pickOne(items, options);
  if (!chosen) throw cancelled();
  return chosen.kindOfWay;
}

async function askHost(heading: BoxText, value: string, prompt: BoxText): Promise<string> {
  const validateInput = (text: string): BoxText | undefined => {
    const parsed = parseSshAddress(text);
    return parsed.ok ? undefined : foreign('typed', parsed.error);
  };
  const typed = await askText({
    title: heading,
    value,
    prompt,
    validateInput,
    ignoreFocusOut: true,
  });
  if (typed === undefined) throw cancelled();
  return typed;
}

async function askPattern(heading: BoxText, targets: readonly RemoteTarget[]): Promise<string> {
  const validateInput = (pattern: string): BoxText | undefined => {
    if (!pattern.includes(placeholder))
      return say`The machines need hosts of their own: write ${place} where each name goes.`;
    const wrong = targets.find(({ name }) => !parseSshAddress(pattern.replaceAll(placeholder, name)).ok);
    return (
      wrong &&
      say`${foreign('sshHost', pattern.replaceAll(placeholder, wrong.name))} is not a host that ssh can be given.`
    );
  };
  const pattern = await askText({
    title: heading,
    value: placeholder,
    prompt: say`Host of each machine; ${place} stands for its name, as in admin@${place}.corp.example`,
    validateInput,
    ignoreFocusOut: true,
  });
  if (pattern === undefined) throw cancelled();
  return pattern;
}

function sshWay(text: string, kind: 'ssh' | 'sshPassword' | 'local' | 'each' | 'runCommand'): MachineWay {
  const parsed = parseSshAddress(text);
  if (!parsed.ok) throw new ArcError({ code: 'InvalidInput', field: 'host' }, parsed.error);
  return { way: 'ssh', host: text.trim(), ...(kind === 'sshPassword' && { asksPassword: true }) };
}
