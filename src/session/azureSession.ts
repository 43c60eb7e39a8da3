import * as vscode from 'vscode';
import type { Cloud } from '../kernel/knowledge/clouds';
import type { KubectlProgram } from '../kernel/kubectl';
import type { ArcApi } from '../kernel/ports';
import type { Settings } from '../ids';
import { setContextKey } from '../vscode/contextKeys';
import { getSetting, onDidChangeSetting } from '../vscode/settings';

export interface AzureConnection {
  readonly cloud: Cloud;
  readonly api: ArcApi;
  /** Address or client id. Never prompts. */
  readonly account?: (() => Promise<string | undefined>) | undefined;
  /** Absent for non-interactive methods. */
  readonly signIn?: ((signal: AbortSignal) => Promise<void>) | undefined;
  /** Cache key of account, tenant and cloud, without a request; undefined when signed out. Absent: no cache. */
  readonly owner?: (() => Promise<string | undefined>) | undefined;
  /** That plays the clusters; absent: the person’s own. */
  readonly kubectl?: KubectlProgram;
}

/** At first use, not at activation. */
export type ConnectToAzure = () => Promise<AzureConnection>;

const decisive: readonly (keyof Settings)[] = [
  'arcGateway.environment',
  'arcGateway.authentication',
  'arcGateway.cloud',
  'arcGateway.customCloud',
];

/** For Azure or the sample tenant. */
export class AzureSession implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Tenant, account or subscriptions. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable[];
  private connection: Promise<AzureConnection> | undefined;
  private latestCloud: Cloud | undefined;

  /** `choices`: fire when settings of a connection change. */
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

  /** For stored data: cloud name, host of a custom cloud, or `sample`. */
  get environment(): string {
    if (this.isSample) return 'sample';
    const name = getSetting('arcGateway.cloud');
    const host = URL.parse(String(getSetting('arcGateway.customCloud')?.resourceManager))?.host;
    return name === 'custom' ? (host ?? name) : name;
  }

  async account(): Promise<string | undefined> {
    return (await this.connection)?.account?.();
  }

  /** Of the latest connection. */
  get cloud(): Cloud | undefined {
    return this.latestCloud;
  }

  async api(): Promise<ArcApi> {
    this.connection ??= this.open();
    const { api, cloud } = await this.connection;
    this.latestCloud = cloud;
    return api;
  }

  /** Inventory cache key; undefined: don’t cache. */
  async owner(): Promise<string | undefined> {
    this.connection ??= this.open();
    return (await this.connection).owner?.();
  }

  /** Undefined: the person’s own reaches the clusters. */
  async kubectl(): Promise<KubectlProgram | undefined> {
    if (!this.isSample) return undefined;
    this.connection ??= this.open();
    return (await this.connection).kubectl;
  }

  /** Also switches accounts. Keeps the current connection until success. */
  async signIn(signal: AbortSignal): Promise<void> {
    const connection = this.open();
    await (await connection).signIn?.(signal);
    this.use(connection);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.changed.dispose();
  }

  /** Not cached after a failure. */
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
