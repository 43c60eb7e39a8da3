import type { Endpoint } from '../endpoint';
import { addressOf } from '../address';
import { covers } from '../hostPattern';
import { hostShape, type HostShape } from './hostShape';
import type { ExportNote } from './written';

/** An endpoint that a device can express. */
export interface DeviceEntry {
  readonly shape: Extract<HostShape, { readonly kind: 'exact' | 'suffix' | 'infix' }>;
  readonly port: number;
  readonly protocol: Endpoint['protocol'];
  readonly purpose: string;
}

/** Each host and port once, in the given order; those that a device can’t express become notes. */
export function deviceEntries(endpoints: readonly Endpoint[]): {
  readonly entries: readonly DeviceEntry[];
  readonly notes: readonly ExportNote[];
} {
  const entries = new Map<string, DeviceEntry>();
  const notes = new Map<string, ExportNote>();
  for (const endpoint of endpoints) {
    const shape = hostShape(endpoint.host);
    const address = addressOf({ host: shape.host, port: endpoint.port });
    const { port, protocol, purpose } = endpoint;
    if (endpoint.privateEndpoint) notes.set(address, { id: 'privateEndpoint', values: { address } });
    else if (shape.kind === 'unknown') notes.set(address, { id: 'unknownName', values: { address } });
    else if (shape.kind === 'invalid')
      notes.set(address, { id: 'invalidHost', values: { address: JSON.stringify(address) } });
    else if (!entries.has(address)) entries.set(address, { shape, port, protocol, purpose });
  }
  return { entries: [...entries.values()], notes: [...notes.values()] };
}

export interface PortGroup {
  readonly protocol: Endpoint['protocol'];
  readonly port: number;
  readonly entries: readonly DeviceEntry[];
}

/** Entries by protocol and port, ports in ascending order. */
export const byPort = (entries: readonly DeviceEntry[]): readonly PortGroup[] =>
  [...Map.groupBy(entries, ({ protocol, port }) => `${protocol} ${port}`).values()]
    .flatMap((group) => {
      const [first] = group;
      return first ? [{ protocol: first.protocol, port: first.port, entries: group }] : [];
    })
    .sort((a, b) => a.port - b.port);

/** The ports in use, in ascending order. */
export const portsOf = (entries: readonly DeviceEntry[]): number[] =>
  [...new Set(entries.map(({ port }) => port))].sort((a, b) => a - b);

/** The entry as `x` or `*.x`. */
export const widened = ({ shape }: DeviceEntry): string => (shape.kind === 'infix' ? shape.widened : shape.host);

/** A note for each entry that allows more than needed, as `*.x` and with all other entries. */
export const widenings = (entries: readonly DeviceEntry[], device: string): ExportNote[] =>
  entries.flatMap(({ shape, port }) => {
    if (shape.kind !== 'infix') return [];
    const isNeededAnyway = entries.some((each) => each.port === port && covers(each.shape.host, shape.widened));
    return isNeededAnyway ? [] : [{ id: 'widened', values: { device, host: shape.host, wide: shape.widened } }];
  });
