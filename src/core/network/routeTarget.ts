import { ArcError } from '../errors';

export interface RouteTarget {
  /** Lower case, without a final dot; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http' | 'https';
}

const shape = /^(?:(https?|wss?):\/\/)?(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(?::(\d{1,5}))?(?:[/?#].*)?$/is;

/** Reads a host, `host:port` or URL; port 80 and `http://` mean plain HTTP. Anything else throws `InvalidInput`. */
export function parseRouteTarget(text: string): RouteTarget {
  const [, scheme = '', name = '', port] = shape.exec(text.trim()) ?? [];
  const host = name
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  const isPlain = /^(http|ws)$/i.test(scheme) || (scheme === '' && Number(port) === 80);
  const number = Number(port ?? (isPlain ? 80 : 443));
  if (!/^[a-z0-9_.:-]+$/.test(host) || host.includes('..') || number < 1 || number > 65535) {
    throw new ArcError(
      { code: 'InvalidInput', field: 'host' },
      'This is neither a host name nor a URL. Write one host, such as gbl.his.arc.azure.com, or the URL of a request.',
    );
  }
  return { host, port: number, protocol: isPlain ? 'http' : 'https' };
}
