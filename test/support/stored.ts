import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What version 0.1.0 stored, as its own code wrote it at commit 35343d0: with a computer's name, a process and a lock's id
 * that are nobody's, and nothing else changed.
 *
 * | What | Where | Form |
 * | --- | --- | --- |
 * | The latest run | `globalState` `arcGateway.association.latest` | `{ journal, isOpen }` |
 * | Its journal | `globalStorage/associations/*.jsonl` | lines of version 1 |
 * | Who may write it | `globalStorage/associations/lock` | `pid host id` |
 * | How machines are reached, scripts agreed to | `globalState` `arcGateway.machineWays` | `{ [key]: { settled, agreed } }` |
 * | Service principals | `globalState` `arcGateway.servicePrincipals` | `{ tenantId, clientId }[]` |
 * | What proves them | secret `arcGateway.servicePrincipal/TENANT/CLIENT` | JSON of `{ kind, secret or pem }` |
 * | Operations of gateways | `globalState` `arcGateway.gatewayOperations` | `{ operation, startedAt, gateway, endpoint }[]` |
 * | Tenant and subscriptions | `globalState` `arcGateway.selection.CLOUD` | `{ tenantId, subscriptionIds }` |
 * | Grouping of the tree | `globalState` `arcGateway.grouping` | `gateway`, `subscription` or `location` |
 * | The last inventory | `globalStorage/inventory/HASH.json` | form 2; a cache, which later forms drop |
 * | What verifications saw | `globalStorage/verification/last.json` | version 1 |
 * | What they came to | `globalStorage/verification/outcomes.json` | version 1 |
 * | Where a page was | state of the wizard and of the traffic view | in `pages.json` |
 * | Sites | `*.arc.json` in a workspace | version 1, with the scripts that 0.1.0 made of them beside |
 *
 * Nothing is in `workspaceState`.
 */
export class Stored {
  private readonly folder: string;
  readonly state: ReadonlyMap<string, unknown>;
  private readonly secretTexts: ReadonlyMap<string, string>;

  /** `root`: of the repository. `name`: `detach` for a second run, of which nothing else is stored. */
  constructor(
    root: string,
    private readonly name = '',
  ) {
    this.folder = join(root, 'test/fixtures/stored-0.1.0');
    this.state = new Map(Object.entries(this.read(join(this.name, 'globalState.json')) as object));
    this.secretTexts = new Map(Object.entries(this.read('secrets.json') as Record<string, string>));
  }

  text(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  read(file: string): unknown {
    return JSON.parse(this.text(file));
  }

  /** A copy of the extension's storage as a later start finds it on this computer, whose old process is gone. */
  copyStorage(): string {
    const copy = mkdtempSync(join(tmpdir(), 'arc-stored-'));
    cpSync(join(this.folder, this.name || 'globalStorage'), copy, { recursive: true });
    const lock = join(copy, 'associations/lock');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace('HOST', hostname()));
    return copy;
  }

  /** A memento with a copy of the state. */
  memento() {
    const values = new Map(structuredClone([...this.state]));
    return {
      keys: () => [...values.keys()],
      get: <T>(key: string) => values.get(key) as T,
      update: async (key: string, value: unknown) => void values.set(key, value),
      setKeysForSync: () => undefined,
    };
  }

  readonly secrets = {
    get: async (key: string) => this.secretTexts.get(key),
    keys: async () => [...this.secretTexts.keys()],
    store: async () => undefined,
    delete: async () => undefined,
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
