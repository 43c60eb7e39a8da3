import { addressOf, type Endpoint } from '..';
import { covers } from '../../../kernel/hostPattern';
import { hostShape, type HostShape } from './hostShape';
import type { ExportNote } from './written';

export interface DeviceEntry {
  readonly shape: Extract<HostShape, { readonly kind: 'exact' | 'suffix' | 'infix' }>;
  readonly port: number;
  readonly protocol: 'https' | 'http';
  readonly purpose: string;
}

/** Unique by host and port, in order; unsupported ones become notes. */
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
    else if (protocol === 'udp') notes.set(address, { id: 'udp', values: { address } });
    else {
      if (endpoint.webSocket) notes.set(address, { id: 'webSocket', values: { address } });
      if (!entries.has(address)) entries.set(address, { shape, port, protocol, purpose });
    }
  }
  return { entries: [...entries.values()], notes: [...notes.values()] };
}

export interface PortGroup {
  readonly protocol: DeviceEntry['protocol'];
  readonly port: number;
  readonly entries: readonly DeviceEntry[];
}

/** Ports ascending. */
export const byPort = (entries: readonly DeviceEntry[]): readonly PortGroup[] =>
  [...Map.groupBy(entries, ({ protocol, port }) => `${protocol} ${port}`).values()]
    .flatMap((group) => {
      const [first] = group;
      return first ? [{ protocol: first.protocol, port: first.port, entries: group }] : [];
    })
    .sort((a, b) => a.port - b.port);

/** Ascending. */
export const portsOf = (entries: readonly DeviceEntry[]): number[] =>
  [...new Set(entries.map(({ port }) => port))].sort((a, b) => a - b);

/** `x` or `*.x`. */
export const widened = ({ shape }: DeviceEntry): string => (shape.kind === 'infix' ? shape.widened : shape.host);

/** For entries that allow more than needed, as `*.x`. */
export const widenings = (entries: readonly DeviceEntry[], device: string): ExportNote[] =>
  entries.flatMap(({ shape, port }) => {
    if (shape.kind !== 'infix') return [];
    const isNeededAnyway = entries.some((each) => each.port === port && covers(each.shape.host, shape.widened));
    return isNeededAnyway ? [] : [{ id: 'widened', values: { device, host: shape.host, wide: shape.widened } }];
  });
