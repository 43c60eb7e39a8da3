import type { Endpoint } from '../endpoint';
import type { Finding } from '../../../kernel/finding';
import { addressOf } from '../address';
import { covers } from '../hostPattern';
import { hostShape, type HostShape } from './hostShape';
import { note } from './written';

/** One endpoint as a device can be told it. */
export interface DeviceEntry {
  readonly shape: Extract<HostShape, { readonly kind: 'exact' | 'suffix' | 'infix' }>;
  readonly port: number;
  readonly protocol: Endpoint['protocol'];
  readonly purpose: string;
}

/** Each host and port once, in the order given, without those a device cannot be told; these are findings. */
export function deviceEntries(endpoints: readonly Endpoint[]): {
  readonly entries: readonly DeviceEntry[];
  readonly findings: readonly Finding[];
} {
  const entries = new Map<string, DeviceEntry>();
  const findings = new Map<string, Finding>();
  for (const endpoint of endpoints) {
    const shape = hostShape(endpoint.host);
    const address = addressOf({ host: shape.host, port: endpoint.port });
    const { port, protocol, purpose } = endpoint;
    if (endpoint.privateEndpoint) findings.set(address, privately(address));
    else if (shape.kind === 'unknown') findings.set(address, unknown(address));
    else if (shape.kind === 'invalid') findings.set(address, invalid(address));
    else if (!entries.has(address)) entries.set(address, { shape, port, protocol, purpose });
  }
  return { entries: [...entries.values()], findings: [...findings.values()] };
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

/** A finding for each entry that allows more than is needed, as `*.x` and with everything else that is listed. */
export const widenings = (entries: readonly DeviceEntry[], device: string): Finding[] =>
  entries.flatMap(({ shape, port }) => {
    if (shape.kind !== 'infix') return [];
    const isNeededAnyway = entries.some((each) => each.port === port && covers(each.shape.host, shape.widened));
    return isNeededAnyway ? [] : [widening(shape.host, shape.widened, device)];
  });

const widening = (host: string, wide: string, device: string): Finding =>
  note(
    'warning',
    'widened',
    `${device} knows a wildcard only in front of a whole name, so ${host} became ${wide}, which allows more.`,
    'Replace it by the names the service gives for your region if that is too much.',
  );

const unknown = (address: string): Finding =>
  note(
    'error',
    'unknownName',
    `${address} is left out: the name in <…> is not known yet.`,
    'Fill the name in and export again. Until then the list is not complete.',
  );

const invalid = (address: string): Finding =>
  note('error', 'invalidHost', `${JSON.stringify(address)} is left out: it is no host name.`, 'Correct the name.');

const privately = (address: string): Finding =>
  note('info', 'privateEndpoint', `${address} is left out: it is reached through the private endpoint.`);
