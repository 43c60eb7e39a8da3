import { canceled } from '../../kernel/errors';
import type { RemoteTarget } from '../../kernel/ports';
import type { OperatingSystem } from '../../kernel/resources';
import { foreign, say } from '../../kernel/text/boxText';
import { sshHostOf } from '../../planning/site';
import { askText } from '../../vscode/boxes/inputs';
import { pickOne } from '../../vscode/boxes/picks';
import type { ProbeTarget } from './probeTargets';

const title = say`Check network`;

/** Undefined for this machine. Throws `Canceled`. */
export async function chooseProbeMachine({ servers, systems }: ProbeTarget): Promise<RemoteTarget | undefined> {
  const here = { label: say`$(vm) This machine`, description: say`where VS Code runs extensions`, name: undefined };
  const named = (servers?.servers.machines ?? []).map((name) => ({
    label: say`$(server) ${foreign('document', name)}`,
    description: say`over SSH`,
    name,
  }));
  const other = {
    label: servers ? say`$(add) Another server…` : say`$(add) A node or the deployment machine…`,
    description: say`over SSH`,
    name: '',
  };
  const picked = await pickOne([here, ...named, other], {
    title,
    placeHolder: say`Choose where to check from`,
  });
  if (!picked) throw canceled();
  if (picked.name === undefined) return undefined;
  const name = picked.name === '' ? await askName() : picked.name;
  const host = servers && sshHostOf(servers.servers, name);
  return { name, os: await chooseSystem(systems), ...(host === undefined ? {} : { host }) };
}

async function askName(): Promise<string> {
  const name = await askText({
    title,
    prompt: say`Name of the server. Next you choose how to connect to it.`,
    validateInput: (value) => (value.trim() === '' ? say`Enter a name.` : undefined),
  });
  if (name === undefined) throw canceled();
  return name.trim();
}

async function chooseSystem(systems: readonly OperatingSystem[]): Promise<OperatingSystem> {
  const [only, more] = systems;
  if (only && !more) return only;
  const items = [
    { label: say`Linux`, os: 'linux' },
    { label: say`Windows`, os: 'windows' },
  ] as const;
  const picked = await pickOne(items, { title, placeHolder: say`Choose its operating system` });
  if (!picked) throw canceled();
  return picked.os;
}
