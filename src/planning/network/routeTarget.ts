import * as l10n from '@vscode/l10n';
import { isHostName } from '../../kernel/hostName';
import { fail, ok, type Result } from '../../kernel/result';
import { parseIpv4 } from '../../kernel/text/ipv4';
import { parseIpv6 } from '../../kernel/text/ipv6';
import { routeTargetInvalid } from './errors';

export interface RouteTarget {
  /** Lower case, no final dot, no IPv6 brackets. */
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http' | 'https';
}

const shape = /^(?:(https?|wss?):\/\/)?(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(?::(\d{1,5}))?(?:[/?#].*)?$/is;

/** Host, `host:port` or URL; port 80 or `http://` means plain HTTP. */
export function parseRouteTarget(text: string): Result<RouteTarget, string> {
  const [, scheme = '', name = '', port] = shape.exec(text.trim()) ?? [];
  const host = name
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  const isPlain = /^(http|ws)$/i.test(scheme) || (scheme === '' && Number(port) === 80);
  const number = Number(port ?? (isPlain ? 80 : 443));
  const isHost = isHostName(host) || parseIpv4(host) !== undefined || parseIpv6(host) !== undefined;
  if (!isHost || number < 1 || number > 65535) {
    return fail(
      l10n.t`This isn’t a host name or URL. Enter one host, such as ${'gbl.his.arc.azure.com'}, or the URL of a request.`,
    );
  }
  return ok({ host, port: number, protocol: isPlain ? 'http' : 'https' });
}

/** Throws `InvalidInput`. */
export function routeTargetOf(text: string): RouteTarget {
  const parsed = parseRouteTarget(text);
  if (!parsed.ok) throw routeTargetInvalid(parsed.error);
  return parsed.value;
}
