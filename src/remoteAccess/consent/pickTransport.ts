import { hostname } from 'node:os';
import { canceled } from '../../kernel/errors';
import type { RemoteTarget } from '../../kernel/ports';
import { parseSshAddress } from '../../kernel/sshAddress';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { sshNamePlace as placeholder } from '../../kernel/sshAddress';
import { askText } from '../../vscode/boxes/inputs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { invalidHost } from '../errors';
import type { MachineConnection } from './machineConnections';

type Choice = 'ssh' | 'sshPassword' | 'runCommand' | 'local' | 'each';

interface TransportItem extends PickItem {
  readonly choice: Choice;
}

const place = foreign('sshHost', placeholder);

export async function pickTransport(
  target: RemoteTarget,
  known: MachineConnection | undefined,
): Promise<MachineConnection> {
  const host = known?.transport === 'ssh' ? known.host : target.name;
  const heading = say`How to reach the machine ${foreign('azureName', target.name)}`;
  const choice = await choose(heading, [
    ...sshItems(say`With your keys, agent, and ssh configuration.`),
    ...(target.resourceId === undefined ? [] : [runCommandItem]),
    {
      choice: 'local',
      label: say`$(device-desktop) This machine`,
      detail: say`VS Code runs on ${foreign('azureName', target.name)} itself (${foreign('sshHost', hostname())}).`,
    },
  ]);
  if (choice === 'runCommand' || choice === 'local') return { transport: choice };
  const typed = await askHost(
    heading,
    host,
    say`Host for ssh: a name from your ssh configuration, a DNS name, or an address`,
  );
  return sshConnection(typed, choice);
}

export async function pickTransports(
  targets: readonly RemoteTarget[],
): Promise<ReadonlyMap<RemoteTarget, MachineConnection>> {
  const heading = say`How to reach ${targets.length} machines`;
  const choice = await choose(heading, [
    ...sshItems(
      say`With your keys, agent, and ssh configuration. Next, you enter how a machine’s name becomes its host.`,
    ),
    ...(targets.every(({ resourceId }) => resourceId !== undefined) ? [runCommandItem] : []),
    { choice: 'each', label: say`$(list-ordered) Ask for each machine` },
  ]);
  if (choice === 'runCommand') return new Map(targets.map((target) => [target, { transport: 'runCommand' }]));
  if (choice === 'each') return askEach(targets);
  const pattern = await askPattern(heading, targets);
  return new Map(
    targets.map((target) => [target, sshConnection(pattern.replaceAll(placeholder, target.name), choice)]),
  );
}

async function askEach(targets: readonly RemoteTarget[]): Promise<ReadonlyMap<RemoteTarget, MachineConnection>> {
  const connections = new Map<RemoteTarget, MachineConnection>();
  for (const target of targets) connections.set(target, await pickTransport(target, undefined));
  return connections;
}

const sshItems = (detail: BoxText): readonly TransportItem[] => [
  { choice: 'ssh', label: say`$(key) SSH`, detail },
  {
    choice: 'sshPassword',
    label: say`$(lock) SSH with a password`,
    detail: say`You enter a password or passphrase for each machine when ssh asks for one. It is not stored.`,
  },
];

const runCommandItem: TransportItem = {
  choice: 'runCommand',
  label: say`$(azure) Azure run command`,
  detail: say`Through Azure and the agent, as root or Local System. Slower, and returns at most 4 KB of output.`,
};

async function choose(heading: BoxText, items: readonly TransportItem[]): Promise<Choice> {
  const options = {
    title: heading,
    placeHolder: say`Your choice is remembered for each machine`,
  };
  const chosen = await pickOne(items, options);
  if (!chosen) throw canceled();
  return chosen.choice;
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
  });
  if (typed === undefined) throw canceled();
  return typed;
}

async function askPattern(heading: BoxText, targets: readonly RemoteTarget[]): Promise<string> {
  const validateInput = (pattern: string): BoxText | undefined => {
    if (!pattern.includes(placeholder))
      return say`Each machine needs its own host. Include ${place}, which is replaced with the machine’s name.`;
    const wrong = targets.find(({ name }) => !parseSshAddress(pattern.replaceAll(placeholder, name)).ok);
    return (
      wrong && say`${foreign('sshHost', pattern.replaceAll(placeholder, wrong.name))} is not a valid host for ssh.`
    );
  };
  const pattern = await askText({
    title: heading,
    value: placeholder,
    prompt: say`Host of each machine; ${place} is replaced with its name, for example admin@${place}.corp.example`,
    validateInput,
  });
  if (pattern === undefined) throw canceled();
  return pattern;
}

function sshConnection(text: string, choice: Choice): MachineConnection {
  const parsed = parseSshAddress(text);
  if (!parsed.ok) throw invalidHost(parsed.error);
  return { transport: 'ssh', host: text.trim(), ...(choice === 'sshPassword' && { asksPassword: true }) };
}
