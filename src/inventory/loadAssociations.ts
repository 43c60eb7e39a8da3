import { type ArcError, asArcError } from '../kernel/errors';
import { associablesOf, type Association, associationOf, findAssociable, type Inventory } from '../kernel/inventory';
import type { ArcApi } from '../kernel/ports';
import { gatewaySettingOf } from '../kernel/resourceKinds';
import { type AssociableKind, resourceKey } from '../kernel/resources';
import type { Log } from '../vscode/log';
import { Throttled } from '../vscode/throttled';
import { AssociationReader, type AssociationReading } from './associationReader';

/** Milliseconds between batches. */
const interval = 200;

export interface AssociationSource {
  readonly api: Pick<ArcApi, 'association' | 'clusterGateway' | 'pacers'>;
  readonly inventory: Inventory | undefined;
  readonly log: Pick<Log, 'warn'>;
}

/** By `resourceKey`. */
type Associations = ReadonlyMap<string, Association>;

/** Unknown ones are read first. */
export class AssociationLoad {
  private readonly batch = new Map<string, Association>();
  private readonly throttled = new Throttled(interval, () => {
    this.flush();
  });
  private reader: AssociationReader | undefined;

  constructor(
    private readonly source: AssociationSource & { readonly inventory: Inventory },
    private readonly onBatch: (batch: Associations) => void,
  ) {}

  /** Resolves with why some failed to load. */
  async run(signal: AbortSignal): Promise<ArcError | undefined> {
    const { inventory, log } = this.source;
    const { known = [], unknown = [] } = Object.groupBy(associablesOf(inventory), (each) =>
      associationOf(inventory, each).status === 'read' ? 'known' : 'unknown',
    );
    const ids = [...unknown, ...known].map(({ id }) => id);
    try {
      this.reader = createReader(this.source, ids, { isLast: true }, (key, association) => {
        this.batch.set(key, association);
        this.throttled.trigger();
      });
      await this.reader.run(signal);
      return undefined;
    } catch (thrown) {
      const error = asArcError(thrown);
      log.warn(`Not all associations could be read: ${error.message}`);
      return error;
    } finally {
      if (!signal.aborted) this.flush();
    }
  }

  prioritize(ids: readonly string[]): void {
    this.reader?.prioritize(ids);
  }

  flush(): void {
    if (this.batch.size === 0) return;
    const batch = new Map(this.batch);
    this.discard();
    this.onBatch(batch);
  }

  discard(): void {
    this.batch.clear();
    this.throttled.dispose();
  }
}

/** High priority. Never rejects: failures are failed associations. */
export async function readAssociations(
  source: AssociationSource,
  ids: readonly string[],
  signal: AbortSignal,
  onRead?: () => void,
): Promise<Associations> {
  const read = new Map<string, Association>();
  try {
    const reader = createReader(source, ids, { isLast: false }, (key, association) => {
      read.set(key, association);
      onRead?.();
    });
    await reader.run(signal);
  } catch (thrown) {
    const error = asArcError(thrown);
    const missing = ids.map(resourceKey).filter((key) => !read.has(key));
    for (const key of missing) read.set(key, { status: 'failed', error });
  }
  return read;
}

export const withoutGateways = (inventory: Inventory): Associations =>
  new Map(associablesOf(inventory).map(({ id }) => [resourceKey(id), { status: 'read' }]));

function createReader(
  { api, inventory, log }: AssociationSource,
  ids: readonly string[],
  { isLast }: Pick<AssociationReading, 'isLast'>,
  onRead: (key: string, association: Association) => void,
): AssociationReader {
  const logged = new Set<AssociableKind | undefined>();
  const kindOf = (id: string) => inventory && findAssociable(inventory, id)?.kind;
  const work: AssociationReading = {
    isLast,
    read: (id, signal) => api.association(id, signal),
    ownSetting: (id, gatewayId) => {
      const resource = inventory && findAssociable(inventory, id);
      // Resource Graph lags by minutes, so ARM must confirm a contradiction.
      const setting = resource && gatewaySettingOf(resource);
      if (!setting || setting.enabled === (gatewayId !== undefined)) return undefined;
      return (signal) => readOwnSetting({ api, log }, id, signal);
    },
    onRead: (id, association) => {
      if (association.status === 'failed') logFailure({ log, logged, kind: kindOf(id) }, id, association.error);
      onRead(resourceKey(id), association);
    },
  };
  return new AssociationReader(work, ids, api.pacers);
}

/** Null if not reported, undefined without access. */
async function readOwnSetting(
  { api, log }: Pick<AssociationSource, 'api' | 'log'>,
  clusterId: string,
  signal: AbortSignal,
): Promise<boolean | null | undefined> {
  try {
    return (await api.clusterGateway(clusterId, signal)) ?? null;
  } catch (thrown) {
    const error = asArcError(thrown);
    if (['Canceled', 'SignedOut', 'Unreachable', 'Throttled'].includes(error.code)) throw error;
    log.warn(`Whether ${clusterId} uses a gateway could not be read: ${error.message}`);
    return undefined;
  }
}

interface FailureLog {
  readonly log: Pick<Log, 'warn'>;
  readonly logged: Set<AssociableKind | undefined>;
  readonly kind: AssociableKind | undefined;
}

/** Logs `Unsupported` once per kind. */
function logFailure({ log, logged, kind }: FailureLog, id: string, { code, message }: ArcError): void {
  if (code === 'Unsupported') {
    if (logged.has(kind)) return;
    logged.add(kind);
  }
  log.warn(`The association of ${id} could not be read: ${message}`);
}
