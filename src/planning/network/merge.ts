import type { Endpoint } from './endpoint';
import type { Source } from './source';

const socketOf = ({ host, port, protocol, privateEndpoint }: Endpoint): string =>
  `${protocol}://${host.toLowerCase()}:${port}${privateEndpoint ? ' private' : ''}`;

/** Unique by host and port, with all sources; needed, or with WebSockets, if one is. Otherwise the first wins. */
export function mergeEndpoints(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const bySocket = Map.groupBy(endpoints, socketOf);
  return [...bySocket.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    if (others.length === 0) return first;
    const all = [first, ...others];
    return {
      ...first,
      from: sources(all),
      isAlwaysNeeded: all.some((each) => each.isAlwaysNeeded),
      ...(all.some((each) => each.webSocket) ? { webSocket: true as const } : {}),
    };
  });
}

const sources = (endpoints: readonly Endpoint[]): readonly Source[] => [
  ...new Set(endpoints.flatMap(({ from }) => from)),
];
