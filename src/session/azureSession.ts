import * as vscode from 'vscode';
import type { Cloud } from '../kernel/knowledge/clouds';
import type { ArcApi } from '../kernel/ports';
import type { Settings } from '../ids';
import { setContextKey } from '../vscode/contextKeys';
import { getSetting, onDidChangeSetting } from '../vscode/settings';

/** A way to Azure, signed in or not. */
export interface AzureConnection {
  readonly cloud: Cloud;
  readonly api: ArcApi;
  /** Who is signed in, as people call them: an address, or a client id. Asks nobody. */
  readonly account?: (() => Promise<string | undefined>) | undefined;
  /** Asks the person to sign in; absent when a person cannot do that here. */
  readonly signIn?: ((signal: AbortSignal) => Promise<void>) | undefined;
  /**
   * Names who reads which tenant of which cloud, without a word to Azure; undefined when nobody is signed in. Absent
   * where nothing shall be remembered.
   */
  readonly owner?: (() => Promise<string | undefined>) | undefined;
}

/** Makes the way to Azure, or to the sample tenant; called at first use, never at activation. */
export type ConnectToAzure = () => Promise<AzureConnection>;

const decisive: readonly (keyof Settings)[] = [
  'arcGateway.environment',
  'arcGateway.authentication',
  'arcGateway.cloud',
  'arcGateway.customCloud',
];

/** The tenant in use. The rest of the product asks it for an `ArcApi` and cannot tell which kind it got. */
export class AzureSession implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when another tenant is in use, another account, or other subscriptions of it. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable[];
  private connection: Promise<AzureConnection> | undefined;
  private latestCloud: Cloud | undefined;

  /** `choices` fire when the person has chosen something that a connection is made of. */
  constructor(
    private readonly connect: { readonly azure: ConnectToAzure; readonly sample: ConnectToAzure },
    choices: readonly vscode.Event<unknown>[],
  ) {
    const reset = (): void => {
      this.use(undefined);
    };
    this.listeners = [
      ...decisive.map((setting) => onDidChangeSetting(setting, reset)),
      ...choices.map((event) => event(reset)),
      vscode.authentication.onDidChangeSessions(({ provider }) => {
        const isAccount = !this.isSample && getSetting('arcGateway.authentication') === 'vscode';
        if (isAccount && provider.id.startsWith('microsoft')) reset();
      }),
    ];
    setContextKey('arcGateway.isSample', this.isSample);
  }

  get isSample(): boolean {
    return getSetting('arcGateway.environment') === 'sample';
  }

  /** Where things are changed, in a word that can be kept: the name of a cloud, the host of a custom one, or `sample`. */
  get environment(): string {
    if (this.isSample) return 'sample';
    const name = getSetting('arcGateway.cloud');
    const host = URL.parse(String(getSetting('arcGateway.customCloud')?.resourceManager))?.host;
    return name === 'custom' ? (host ?? name) : name;
  }

  /** Who is signed in, as people call them; undefined where that is not known. */
  async account(): Promise<string | undefined> {
    return (await this.connection)?.account?.();
  }

  /** The cloud of the latest connection; undefined before the first. */
  get cloud(): Cloud | undefined {
    return this.latestCloud;
  }

  async api(): Promise<ArcApi> {
    this.connection ??= this.open();
    const { api, cloud } = await this.connection;
    this.latestCloud = cloud;
    return api;
  }

  /** Whose inventory this is; undefined when it is nobody’s, or shall not be remembered. */
  async owner(): Promise<string | undefined> {
    this.connection ??= this.open();
    return (await this.connection).owner?.();
  }

  /** Signs in afresh, also as somebody else. What was in use stays so until that has succeeded. */
  async signIn(signal: AbortSignal): Promise<void> {
    const connection = this.open();
    await (await connection).signIn?.(signal);
    this.use(connection);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.changed.dispose();
  }

  /** A connection that could not be made is tried again by whoever asks next. */
  private open(): Promise<AzureConnection> {
    const connection = this.connect[this.isSample ? 'sample' : 'azure']();
    connection.catch(() => {
      if (this.connection === connection) this.connection = undefined;
    });
    return connection;
  }

  private use(connection: Promise<AzureConnection> | undefined): void {
    this.connection = connection;
    setContextKey('arcGateway.isSample', this.isSample);
    this.changed.fire();
  }
}
