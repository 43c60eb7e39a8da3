import * as vscode from 'vscode';
import { cancelled, type OperatingSystem, type RemoteTarget, sshHostOf, type Topology } from '../core';

const title = 'Check the network before onboarding';

/** Where the endpoints are tried from: this machine when undefined. Throws `Cancelled`. */
export async function choosePlace({ targets }: Topology): Promise<RemoteTarget | undefined> {
  const here = { label: '$(vm) This machine', description: 'where VS Code’s extensions run', name: undefined };
  const named = (targets.machines ?? []).map((name) => ({ label: `$(server) ${name}`, description: 'over SSH', name }));
  const other = { label: '$(add) Another server…', description: 'over SSH', name: '' };
  const picked = await vscode.window.showQuickPick([here, ...named, other], {
    title,
    placeHolder: 'Try the endpoints from where?',
  });
  if (!picked) throw cancelled();
  if (picked.name === undefined) return undefined;
  const name = picked.name === '' ? await askName() : picked.name;
  const host = sshHostOf(targets, name);
  return { name, os: await chooseSystem(targets.os), ...(host === undefined ? {} : { host }) };
}

async function askName(): Promise<string> {
  const name = await vscode.window.showInputBox({
    title,
    prompt: 'What the server is called. How it is reached is asked next.',
    validateInput: (value) => (value.trim() === '' ? 'Write a name.' : undefined),
  });
  if (name === undefined) throw cancelled();
  return name.trim();
}

async function chooseSystem(systems: readonly OperatingSystem[]): Promise<OperatingSystem> {
  const [only, more] = systems;
  if (only && !more) return only;
  const items = [
    { label: 'Linux', os: 'linux' },
    { label: 'Windows', os: 'windows' },
  ] as const;
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: 'What runs on it?' });
  if (!picked) throw cancelled();
  return picked.os;
}
