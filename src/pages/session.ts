import * as vscode from 'vscode';
import type { ResourceChange } from '../association/engine';
import { readChanges } from '../association/ui/pastChanges';
import { type CopyId, type PageActionId, type ResourcePageState, resourcePageContract } from '../contract/resourcePage';
import type { Handlers } from '../contract/protocol';
import { type ArcError, asArcError } from '../kernel/errors';
import type { GatewayDetails } from '../kernel/gatewayApi';
import { findResource } from '../kernel/inventory';
import { type ArcResource, isAssociable, nameInId, resourceKey, sameResource } from '../kernel/resources';
import type { InventoryChange } from '../inventory';
import { setPanelTitle } from '../vscode/boxes/editors';
import { servePage } from '../vscode/servePage';
import { Throttled } from '../vscode/throttled';
import { commandOf, fixCommand } from './actions';
import { copiedText } from './copy';
import type { PageDependencies } from './dependencies';
import { notOffered } from './errors';
import { accountText, missingHead, missingText, readTime, titleOf } from './frame';
import { headOf, pageOf } from './pageOf';
import type { StoredResults } from './results';

export interface PageHost extends PageDependencies {
  readonly results: StoredResults;
  /** Shows another resource in the page that clicks reuse. */
  readonly open: (id: string) => void;
}

/** What is read for one page besides the inventory. */
interface ReadForPage {
  readonly changes?: readonly ResourceChange[];
  readonly details?: GatewayDetails | ArcError;
}

/** In ms, while associations load. */
const interval = 300;

/** Serves one page until its panel closes. */
export class PageSession {
  private readonly changed = new vscode.EventEmitter<void>();
  private read: ReadForPage = {};
  private reads = 0;
  private offered: ResourcePageState['content'];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly host: PageHost,
    private current: string,
    private kept: boolean,
  ) {
    const { inventory, tenant } = host;
    const throttled = new Throttled(interval, () => {
      this.changed.fire();
    });
    const listeners = [
      tenant.onDidChange(() => {
        void this.readAgain();
      }),
      inventory.onDidChange((change) => {
        if (this.isAffected(change)) throttled.trigger();
      }),
    ];
    panel.onDidDispose(() => {
      for (const listener of [...listeners, throttled, this.changed]) listener.dispose();
    });
    servePage(
      panel,
      { extensionUri: host.context.extensionUri, log: host.log },
      {
        title: nameInId(current),
        bundle: 'pages',
        contract: resourcePageContract,
        handlers: this.handlers(),
        state: () => this.state(),
        isAbout: () => false,
        alsoOn: [this.changed.event],
        onReady: () => void this.readAgain(),
      },
    );
  }

  get id(): string {
    return this.current;
  }

  get isKept(): boolean {
    return this.kept;
  }

  keep(): void {
    this.kept = true;
    this.changed.fire();
  }

  /** Another resource in the same panel, or the same once more. */
  show(id: string): void {
    if (!sameResource(id, this.current)) {
      this.current = id;
      this.read = {};
    }
    this.changed.fire();
    void this.readAgain();
  }

  /** Others show their members, whose number and problems change with each of them. */
  private isAffected(change: InventoryChange): boolean {
    const isAlone = this.resource !== undefined && isAssociable(this.resource);
    if (change.whole || change.resources.length === 0 || !isAlone) return true;
    return change.resources.includes(resourceKey(this.current));
  }

  private get resource(): ArcResource | undefined {
    const { inventory } = this.host.inventory;
    return inventory && findResource(inventory, this.current);
  }

  /** What takes a moment; the page is shown meanwhile. */
  private async readAgain(): Promise<void> {
    const { inventory, context, log } = this.host;
    const number = ++this.reads;
    const keep = (part: ReadForPage): void => {
      if (number !== this.reads) return;
      this.read = { ...this.read, ...part };
      this.changed.fire();
    };
    try {
      await inventory.ensure();
      const { resource, current } = this;
      if (!resource) return;
      inventory.prioritize([current]);
      if (resource.kind === 'gateway') keep({ details: await this.readDetails(current) });
      else keep({ changes: await readChanges(context, current) });
    } catch (thrown) {
      log.error(`The page of ${this.current} could not be read`, asArcError(thrown));
    }
  }

  private async readDetails(id: string): Promise<GatewayDetails | ArcError> {
    try {
      const { gateways } = await this.host.tenant.api();
      return await gateways.details(id, AbortSignal.timeout(60_000));
    } catch (thrown) {
      const error = asArcError(thrown);
      this.host.log.error(`The details of ${id} could not be read (${error.code})`, error);
      return error;
    }
  }

  private async state(): Promise<ResourcePageState> {
    const { inventory: store, tenant, results } = this.host;
    const { current: id, resource, read } = this;
    const [account, checks] = await Promise.all([tenant.account(), results.of(id)]);
    const { inventory } = store;
    const context = {
      id,
      isKept: this.kept,
      isSample: tenant.isSample,
      isLoading: store.activity !== undefined,
      account: accountText(inventory, resource, account),
    };
    if (!inventory || !resource) {
      this.offered = undefined;
      const isExpected = store.activity === 'resources';
      return { ...context, head: missingHead(id), ...(!isExpected && { missing: missingText(store, tenant) }) };
    }
    const readAt = readTime(store);
    this.offered = pageOf(
      resource,
      { inventory, readAt, now: Date.now(), checks, details: read.details },
      read.changes,
    );
    setPanelTitle(this.panel, titleOf(resource.name));
    return { ...context, head: headOf(resource), content: this.offered };
  }

  private handlers(): Handlers<typeof resourcePageContract> {
    const done = async (work: Thenable<unknown>): Promise<null> => {
      await work;
      return null;
    };
    return {
      act: ({ action }) => done(this.act(action)),
      fix: ({ fix }) => done(this.fix(fix)),
      open: async ({ id }) => {
        const { inventory } = this.host.inventory;
        if (!inventory || !findResource(inventory, id)) throw notOffered();
        this.host.open(id);
        return null;
      },
      copy: ({ what }) => done(this.copy(what)),
      keep: async () => {
        this.keep();
        return null;
      },
      refresh: async () => {
        await this.host.inventory.refresh();
        await this.readAgain();
        return null;
      },
    };
  }

  /** Only what the page offers now, and only with the id. */
  private async act(action: PageActionId): Promise<void> {
    if (!this.offered?.actions.some(({ id }) => id === action)) throw notOffered();
    await vscode.commands.executeCommand(commandOf[action], { resourceId: this.current });
  }

  private async fix(fix: string): Promise<void> {
    const { verification } = this.offered ?? {};
    const checks = verification === undefined || verification === 'none' ? [] : verification.checks;
    if (!checks.some(({ fixes }) => fixes.some(({ id }) => id === fix))) throw notOffered();
    await vscode.commands.executeCommand(fixCommand, { resourceId: this.current, fix });
  }

  private async copy(what: CopyId): Promise<void> {
    const { resource, host } = this;
    if (!resource || !this.offered?.copies.some(({ id }) => id === what)) throw notOffered();
    const text = await copiedText(resource, what, async (id, signal) => (await host.tenant.api()).resource(id, signal));
    await vscode.env.clipboard.writeText(text);
  }
}
