import { type ArcError, asArcError } from '../kernel/errors';
import { associablesOf, type Association, associationOf } from '../kernel/inventory';
import type { ArcApi } from '../kernel/ports';
import { resourceKey } from '../kernel/resources';
import type { AssociationReader, AssociationReading } from './associationReader';
import type { Log } from '../vscode/log';
import { Paced } from '../vscode/paced';
import type { Picture } from './picture';

/** Milliseconds between two changes of the picture. */
const interval = 200;

export interface AssociationsNeeds {
  readonly picture: Picture;
  readonly log: Log;
  /** Told by `resourceKey` which associations the picture has anew. */
  readonly onChange: (keys: readonly string[]) => void;
}

/** Reads associations into the picture of the tenant, a batch at a time. */
export class Associations {
  private readonly fresh = new Map<string, Association>();
  private readonly soon = new Paced(interval, () => {
    this.publish();
  });
  private reader: AssociationReader | undefined;

  constructor(private readonly needs: AssociationsNeeds) {}

  /**
   * Reads those of all resources shown, unknown ones first. Gives what kept it from reading them all. Where there is no
   * gateway, nothing uses one, and nothing has to be asked.
   */
  async readAll(api: ArcApi, signal: AbortSignal, hasGateways: boolean): Promise<ArcError | undefined> {
    const { inventory } = this.needs.picture;
    if (!inventory) return undefined;
    if (!hasGateways) {
      for (const { id } of associablesOf(inventory)) this.fresh.set(resourceKey(id), { status: 'read' });
      this.publish();
      return undefined;
    }
    const { known = [], unknown = [] } = Object.groupBy(associablesOf(inventory), (each) =>
      associationOf(inventory, each).status === 'read' ? 'known' : 'unknown',
    );
    const ids = [...unknown, ...known].map(({ id }) => id);
    const show = (key: string, association: Association): void => {
      this.fresh.set(key, association);
      this.soon.soon();
    };
    const reader = await this.readerOf(api, ids, show, { isLast: true });
    this.reader = reader;
    try {
      await reader.run(signal);
      return undefined;
    } catch (thrown) {
      const error = asArcError(thrown);
      this.needs.log.warn(`Not all associations could be read: ${error.message}`);
      return error;
    } finally {
      if (this.reader === reader) this.reader = undefined;
      if (!signal.aborted) this.publish();
    }
  }

  /** Reads some now; by `resourceKey`. */
  async read(
    api: ArcApi,
    ids: readonly string[],
    signal: AbortSignal,
    onRead?: () => void,
  ): Promise<ReadonlyMap<string, Association>> {
    const read = new Map<string, Association>();
    const note = (key: string, association: Association): void => {
      read.set(key, association);
      onRead?.();
    };
    const reader = await this.readerOf(api, ids, note, { isLast: false });
    try {
      await reader.run(signal);
    } catch (thrown) {
      const error = asArcError(thrown);
      const keys = ids.map(resourceKey).filter((key) => !read.has(key));
      for (const key of keys) read.set(key, { status: 'failed', error });
    }
    for (const [key, association] of read) this.fresh.set(key, association);
    this.publish();
    return read;
  }

  /** Reads these before those that nobody looks at. */
  want(ids: readonly string[]): void {
    this.reader?.want(ids);
  }

  /** Shows what has been read since the last batch. */
  publish(): void {
    const read = [...this.fresh];
    this.fresh.clear();
    if (read.length > 0 && this.needs.picture.note(read)) this.needs.onChange(read.map(([key]) => key));
  }

  /** Drops what was read and not shown, for it is of another tenant. */
  forget(): void {
    this.fresh.clear();
    this.soon.dispose();
  }

  private async readerOf(
    api: ArcApi,
    ids: readonly string[],
    onRead: (key: string, read: Association) => void,
    { isLast }: Pick<AssociationReading, 'isLast'>,
  ): Promise<AssociationReader> {
    const chunk = await import('./associationReader');
    const clusters = new Map(
      this.needs.picture.inventory?.reading.clusters.items.map((each) => [resourceKey(each.id), each]),
    );
    const told = new Set<string>();
    const work: AssociationReading = {
      isLast,
      read: (id, signal) => api.association(id, signal),
      ownSide: (id, gatewayId) => {
        const cluster = clusters.get(resourceKey(id));
        // Resource Graph leaves it out, or is minutes behind: nothing is said of a cluster before ARM was asked.
        const isSettled = !cluster || cluster.gatewayEnabled === (gatewayId !== undefined);
        return isSettled ? undefined : (signal) => this.ownSide(api, cluster.id, signal);
      },
      onRead: (id, association) => {
        if (association.status === 'failed') this.logFailure(id, association.error, told);
        onRead(resourceKey(id), association);
      },
    };
    return new chunk.AssociationReader(work, ids, api.pacers);
  }

  /** What ARM has of a cluster, null when that is nothing; undefined, and a line in the log, where it does not let this account ask. */
  private async ownSide(api: ArcApi, clusterId: string, signal: AbortSignal): Promise<boolean | null | undefined> {
    try {
      return (await api.clusterGateway(clusterId, signal)) ?? null;
    } catch (thrown) {
      const error = asArcError(thrown);
      if (['Cancelled', 'SignedOut', 'Unreachable', 'Throttled'].includes(error.code)) throw error;
      this.needs.log.warn(`Whether ${clusterId} uses a gateway could not be read: ${error.message}`);
      return undefined;
    }
  }

  /** What Azure does not offer is the same for many resources, and said once. */
  private logFailure(id: string, { code, message }: ArcError, told: Set<string>): void {
    if (code === 'Unsupported' && told.has(message)) return;
    told.add(message);
    this.needs.log.warn(`The association of ${id} could not be read: ${message}`);
  }
}
