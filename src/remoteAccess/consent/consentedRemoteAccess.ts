import * as vscode from 'vscode';
import { destination, type SshTarget } from '..';
import type { RemoteAccess, RemoteScript, RemoteSession, RemoteTarget } from '../../kernel/ports';
import { parseSshAddress } from '../../kernel/sshAddress';
import type { BoxText } from '../../kernel/text/boxText';
import { invalidHost } from '../errors';
import { CommandDocument } from './commandDocument';
import { askConsent } from './consent';
import { notBySsh, untrustedWorkspace } from './errors';
import { HostKeyPrompts } from './hostKeyPrompts';
import { MachineConnections } from './machineConnections';
import { openSession, requireConnection } from './openSession';
import { pickTransport, pickTransports } from './pickTransport';
import type { CreateRunners, Runners } from './runners';
import { SecretPrompts } from './secretPrompts';

export class ConsentedRemoteAccess implements RemoteAccess, vscode.Disposable {
  private readonly connections: MachineConnections;
  private readonly secrets = new SecretPrompts();
  private readonly hostKeys = new HostKeyPrompts();
  private readonly document = new CommandDocument();
  private made: Runners | undefined;

  constructor(
    state: vscode.Memento,
    private readonly createRunners: CreateRunners,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {
    this.connections = new MachineConnections(state);
  }

  async open(
    targets: readonly RemoteTarget[],
    scripts: readonly RemoteScript[],
    note?: BoxText,
  ): Promise<RemoteSession> {
    if (!this.isTrusted()) throw untrustedWorkspace();
    const { connections, runners, document, secrets, hostKeys } = this;
    await connections.adoptConfiguredHosts(targets);
    await this.pickFor(targets.filter((target) => !connections.connectionTo(target)));
    await askConsent(targets, scripts, { connections, runners, document, note });
    return openSession(scripts, connections, runners, { secrets, hostKeys });
  }

  async sshArguments(target: RemoteTarget): Promise<readonly string[]> {
    if (!this.isTrusted()) throw untrustedWorkspace();
    if (!this.connections.connectionTo(target)) await this.chooseConnection(target);
    if (requireConnection(this.connections, target).transport !== 'ssh') throw notBySsh(target);
    return destination(this.find(target).address);
  }

  async chooseConnection(target: RemoteTarget): Promise<void> {
    const connection = await pickTransport(target, this.connections.connectionTo(target));
    await this.connections.setConnections(new Map([[target, connection]]));
  }

  async forgetConnection(target: RemoteTarget): Promise<boolean> {
    const isKnown = this.connections.connectionTo(target) !== undefined;
    await this.connections.forget(target);
    return isKnown;
  }

  dispose(): void {
    this.document.dispose();
    void this.made?.ssh.dispose();
  }

  private get runners(): Runners {
    this.made ??= this.createRunners((target) => this.find(target));
    return this.made;
  }

  private async pickFor(targets: readonly RemoteTarget[]): Promise<void> {
    const [first, ...others] = targets;
    if (!first) return;
    const picked =
      others.length === 0 ? new Map([[first, await pickTransport(first, undefined)]]) : await pickTransports(targets);
    await this.connections.setConnections(picked);
  }

  private find(target: RemoteTarget): SshTarget {
    const connection = requireConnection(this.connections, target);
    const host = connection.transport === 'ssh' ? connection.host : '';
    const address = parseSshAddress(host);
    // Stored state may have been edited since.
    if (!address.ok) throw invalidHost(address.error);
    const asks = connection.transport === 'ssh' && connection.asksPassword === true;
    const ask = (prompt: string) => this.secrets.ask(host, target.name, prompt);
    return { address: address.value, ...(asks && { ask }) };
  }
}
