import * as vscode from 'vscode';
import { ArcError } from '../../kernel/errors';
import type { Reach, RemoteScript, RemoteSession, RemoteTarget } from '../../kernel/ports';
import { parseSshAddress } from '../../kernel/sshAddress';
import type { BoxText } from '../../kernel/text/boxText';
import { askWay, askWays } from './askWays';
import { CommandDocument } from './commandDocument';
import { askConsent } from './consent';
import { HostKeyPrompts } from './hostKeyPrompts';
import { type MachineWay, MachineWays } from './machineWays';
import { openSession, settledWay } from './openSession';
import type { CreateRunners, FoundTarget, Runners } from './runners';
import { SecretPrompts } from './secretPrompts';

/** Settles with the person how machines are reached, remembers it, and shows what runs there before it does. */
export class MachineReach implements Reach, vscode.Disposable {
  private readonly ways: MachineWays;
  private readonly secrets = new SecretPrompts();
  private readonly hostKeys = new HostKeyPrompts();
  private readonly document = new CommandDocument();
  private runners: Promise<Runners> | undefined;

  constructor(
    state: vscode.Memento,
    private readonly createRunners: CreateRunners,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {
    this.ways = new MachineWays(state);
  }

  async open(
    targets: readonly RemoteTarget[],
    scripts: readonly RemoteScript[],
    note?: BoxText,
  ): Promise<RemoteSession> {
    if (!this.isTrusted()) throw untrusted();
    const runners = await this.ready();
    await this.ways.takeGiven(targets);
    await this.settle(targets.filter((target) => !this.ways.wayOf(target)));
    await askConsent(targets, scripts, { ways: this.ways, runners, document: this.document, note });
    return openSession(scripts, this.ways, runners, { secrets: this.secrets, hostKeys: this.hostKeys });
  }

  /** Asks for the way to a machine, also where one is settled. */
  async chooseWay(target: RemoteTarget): Promise<void> {
    const way = await askWay(target, this.ways.wayOf(target));
    await this.ways.settle(new Map([[target, way]]));
  }

  /** False when none was settled. */
  async forgetWay(target: RemoteTarget): Promise<boolean> {
    const isKnown = this.ways.wayOf(target) !== undefined;
    await this.ways.forget(target);
    return isKnown;
  }

  dispose(): void {
    this.document.dispose();
    void this.runners?.then((runners) => runners.dispose());
  }

  private async settle(targets: readonly RemoteTarget[]): Promise<void> {
    const [first, ...others] = targets;
    if (!first) return;
    const chosen: ReadonlyMap<RemoteTarget, MachineWay> =
      others.length === 0 ? new Map([[first, await askWay(first, undefined)]]) : await askWays(targets);
    await this.ways.settle(chosen);
  }

  private ready(): Promise<Runners> {
    const runners = (this.runners ??= this.createRunners((target) => this.find(target)));
    runners.catch(() => {
      this.runners = undefined;
    });
    return runners;
  }

  private find(target: RemoteTarget): FoundTarget {
    const settled = settledWay(this.ways, target);
    const host = settled.way === 'ssh' ? settled.host : '';
    const address = parseSshAddress(host);
    // What is remembered was read before; a state that somebody else wrote is not believed.
    if (!address.ok) throw new ArcError({ code: 'InvalidInput', field: 'host' }, address.error);
    const asks = settled.way === 'ssh' && settled.asksPassword === true;
    const ask = (prompt: string) => this.secrets.ask(host, target.name, prompt);
    return { address: address.value, ...(asks && { ask }) };
  }
}

const untrusted = (): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    'Nothing runs on a machine from a workspace that is not trusted. Trust it (Workspaces: Manage Workspace Trust), or open another window.',
  );
