import { hostname } from 'node:os';
import * as vscode from 'vscode';
import {
  ArcError,
  cancelled,
  parseSshAddress,
  type RemoteTarget,
  type SshAddress,
  sshNamePlace as placeholder,
} from '../../core';
import type { MachineWay } from './machineWays';

type Kind = 'ssh' | 'sshPassword' | 'runCommand' | 'local' | 'each';

interface WayItem extends vscode.QuickPickItem {
  readonly kindOfWay: Kind;
}

const title = 'How to reach the machine';

/** Asks for the way to one machine and, for SSH, for its host. */
export async function askWay(
  target: RemoteTarget,
  known: MachineWay | undefined,
  describe: (address: SshAddress) => Promise<string>,
): Promise<MachineWay> {
  const host = known?.way === 'ssh' ? known.host : target.name;
  const parsed = parseSshAddress(host);
  const found = parsed.ok ? await describe(parsed.value).catch(() => '') : '';
  const kind = await choose(`${title} ${target.name}`, [
    ...sshItems(found === '' ? '' : ` Your ssh configuration makes ${found} of ${host}.`),
    ...(target.resourceId === undefined ? [] : [runCommandItem]),
    {
      kindOfWay: 'local',
      label: '$(device-desktop) This machine',
      detail: `VS Code runs on ${target.name} itself (${hostname()}).`,
    },
  ]);
  if (kind === 'runCommand' || kind === 'local') return { way: kind };
  const typed = await askHost(
    `${title} ${target.name}`,
    host,
    'Host for ssh: a name of your ssh configuration, a DNS name or an address',
  );
  return sshWay(typed, kind);
}

/** Asks once for many machines. */
export async function askWays(
  targets: readonly RemoteTarget[],
  describe: (address: SshAddress) => Promise<string>,
): Promise<ReadonlyMap<RemoteTarget, MachineWay>> {
  const heading = `How to reach ${targets.length} machines`;
  const kind = await choose(heading, [
    ...sshItems(' You say next how a machine’s name becomes its host.'),
    ...(targets.every(({ resourceId }) => resourceId !== undefined) ? [runCommandItem] : []),
    { kindOfWay: 'each', label: '$(list-ordered) Ask for each machine' },
  ]);
  if (kind === 'runCommand') return new Map(targets.map((target) => [target, { way: 'runCommand' }]));
  if (kind === 'each') return askEach(targets, describe);
  const pattern = await askPattern(heading, targets);
  return new Map(targets.map((target) => [target, sshWay(pattern.replaceAll(placeholder, target.name), kind)]));
}

async function askEach(
  targets: readonly RemoteTarget[],
  describe: (address: SshAddress) => Promise<string>,
): Promise<ReadonlyMap<RemoteTarget, MachineWay>> {
  const ways = new Map<RemoteTarget, MachineWay>();
  for (const target of targets) ways.set(target, await askWay(target, undefined, describe));
  return ways;
}

const sshItems = (more: string): readonly WayItem[] => [
  { kindOfWay: 'ssh', label: '$(key) SSH', detail: `With your keys, agent and ssh configuration.${more}` },
  {
    kindOfWay: 'sshPassword',
    label: '$(lock) SSH with a password',
    detail:
      'The same, and you type a password or passphrase, for each machine, when ssh asks for one. It is not stored.',
  },
];

const runCommandItem: WayItem = {
  kindOfWay: 'runCommand',
  label: '$(azure) Azure run command',
  detail: 'Through Azure and the agent, as root or Local System. Takes longer, and brings 4 KB of output at most.',
};

async function choose(heading: string, items: readonly WayItem[]): Promise<Kind> {
  const options = { title: heading, placeHolder: 'The choice is remembered for each machine', ignoreFocusOut: true };
  const chosen = await vscode.window.showQuickPick([...items], options);
  if (!chosen) throw cancelled();
  return chosen.kindOfWay;
}

async function askHost(heading: string, value: string, prompt: string): Promise<string> {
  const validateInput = (text: string): string | undefined => {
    const parsed = parseSshAddress(text);
    return parsed.ok ? undefined : parsed.error;
  };
  const typed = await vscode.window.showInputBox({
    title: heading,
    value,
    prompt,
    validateInput,
    ignoreFocusOut: true,
  });
  if (typed === undefined) throw cancelled();
  return typed;
}

async function askPattern(heading: string, targets: readonly RemoteTarget[]): Promise<string> {
  const validateInput = (pattern: string): string | undefined => {
    if (!pattern.includes(placeholder))
      return `The machines need hosts of their own: write ${placeholder} where each name goes.`;
    const wrong = targets.find(({ name }) => !parseSshAddress(pattern.replaceAll(placeholder, name)).ok);
    return wrong && `${pattern.replaceAll(placeholder, wrong.name)} is not a host that ssh can be given.`;
  };
  const pattern = await vscode.window.showInputBox({
    title: heading,
    value: placeholder,
    prompt: `Host of each machine; ${placeholder} stands for its name, as in admin@${placeholder}.corp.example`,
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
