import * as vscode from 'vscode';
import type { Cloud } from '../kernel/knowledge/clouds';
import type { ArcApi } from '../kernel/ports';
import type { Settings } from '../ids';
import { setContextKey } from '../vscode/contextKeys';
import { getSetting, onDidChangeSetting } from '../vscode/settings';

export interface AzureConnection {
  readonly cloud: Cloud;
  readonly api: ArcApi;
  /** The account's address or client id. Never asks the person. */
  readonly account?: (() => Promise<string | undefined>) | undefined;
  /** Absent for methods without a person. */
  readonly signIn?: ((signal: AbortSignal) => Promise<void>) | undefined;
  /** Key of account, tenant and cloud, without a request; undefined when signed out. Absent where nothing is cached. */
  readonly owner?: (() => Promise<string | undefined>) | undefined;
}

/** Called at first use, never at activation. */
export type ConnectToAzure = () => Promise<AzureConnection>;

const decisive: readonly (keyof Settings)[] = [
  'arcGateway.environment',
  'arcGateway.authentication',
  'arcGateway.cloud',
  'arcGateway.customCloud',
];

/** Gives an `ArcApi` for Azure or the sample tenant, as configured. */
export class AzureSession implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when the tenant, the account or the subscriptions change. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable[];
  private connection: Promise<AzureConnection> | undefined;
  private latestCloud: Cloud | undefined;

  /** `choices` fire when the person changes what a connection depends on. */
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

  /** For stored data: the name of the cloud, the host of a custom one, or `sample`. */
  get environment(): string {
    if (this.isSample) return 'sample';
    const name = getSetting('arcGateway.cloud');
    const host = URL.parse(String(getSetting('arcGateway.customCloud')?.resourceManager))?.host;
    return name === 'custom' ? (host ?? name) : name;
  }

  async account(): Promise<string | undefined> {
    return (await this.connection)?.account?.();
  }

  /** Of the latest connection; undefined before the first. */
  get cloud(): Cloud | undefined {
    return this.latestCloud;
  }

  async api(): Promise<ArcApi> {
    this.connection ??= this.open();
    const { api, cloud } = await this.connection;
    this.latestCloud = cloud;
    return api;
  }

  /** Key of the inventory cache; undefined when nothing is to be cached. */
  async owner(): Promise<string | undefined> {
    this.connection ??= this.open();
    return (await this.connection).owner?.();
  }

  /** Signs in, also as another account. The current connection stays until that has succeeded. */
  async signIn(signal: AbortSignal): Promise<void> {
    const connection = this.open();
    await (await connection).signIn?.(signal);
    this.use(connection);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.changed.dispose();
  }

  /** After a failure the next caller tries again. */
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
