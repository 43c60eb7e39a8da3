import type { Endpoint } from './endpoint';
import type { Source } from './source';

const socketOf = ({ host, port, protocol, privateEndpoint }: Endpoint): string =>
  `${protocol}://${host.toLowerCase()}:${port}${privateEndpoint ? ' private' : ''}`;

/** Unique by host and port, with all sources; otherwise the first wins. */
export function mergeEndpoints(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const bySocket = Map.groupBy(endpoints, socketOf);
  return [...bySocket.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    return others.length === 0 ? first : { ...first, from: sources([first, ...others]) };
  });
}

const sources = (endpoints: readonly Endpoint[]): readonly Source[] => [
  ...new Set(endpoints.flatMap(({ from }) => from)),
];
