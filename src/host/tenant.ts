import * as vscode from 'vscode';
import type { ArcApi } from '../core';
import { onDidChangeAccount } from './account';
import { setContextKey } from './contextKeys';
import { getSetting, onDidChangeSetting } from './settings';

/** Makes the way to Azure, or to the sample tenant; called at first use, never at activation. */
export type ConnectTenant = () => Promise<ArcApi>;

/** The tenant in use. The rest of the product asks it for an `ArcApi` and cannot tell which kind it got. */
export class Tenant implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when another tenant is in use, or another account. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable[];
  private connection: Promise<ArcApi> | undefined;

  constructor(private readonly connect: { readonly azure: ConnectTenant; readonly sample: ConnectTenant }) {
    this.listeners = [
      onDidChangeSetting('arcGateway.environment', () => {
        this.reset();
      }),
      onDidChangeAccount(() => {
        if (!this.isSample) this.reset();
      }),
    ];
    setContextKey('arcGateway.isSample', this.isSample);
  }

  get isSample(): boolean {
    return getSetting('arcGateway.environment') === 'sample';
  }

  api(): Promise<ArcApi> {
    this.connection ??= this.connect[this.isSample ? 'sample' : 'azure']();
    return this.connection;
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.changed.dispose();
  }

  private reset(): void {
    this.connection = undefined;
    setContextKey('arcGateway.isSample', this.isSample);
    this.changed.fire();
  }
}
