import { isFullHostName } from '../../../kernel/hostName';

const name = '([a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63}){1,9})';

/** Where programs name the host that they ask for; lower case. */
const places: readonly RegExp[] = [
  new RegExp(`\\bhost='${name}'`, 'g'),
  new RegExp(`(?<!proxy '?)\\b(?:https?|wss?)://${name}`, 'g'),
  new RegExp(`\\bconnect ${name}:\\d`, 'g'),
  new RegExp(`\\b(?:lookup|dialing|resolve|resolve host|resolve host address|resolved:) ['"]?${name}`, 'g'),
  new RegExp(`\\bconnect to ${name} port\\b`, 'g'),
];

/** The hosts that a line of an error is about. Not those of proxies, where the line says which is one. */
export const hostsIn = (line: string): readonly string[] => [
  ...new Set(
    places.flatMap((place) =>
      [...line.matchAll(place)].flatMap(([, host = '']) => (isFullHostName(host) ? [host] : [])),
    ),
  ),
];

/** Of a pool of connections in Python. */
export const hostAskedFor = (line: string): string | undefined => /\bhost='([^']{1,253})'/.exec(line)?.[1];
