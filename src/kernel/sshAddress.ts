import * as l10n from '@vscode/l10n';
import { fail, ok, type Result } from './result';

/** Placeholder for each machine’s name. */
export const sshNamePlace = '{name}';

/** The host: name in the ssh configuration, DNS name or address. */
export interface SshAddress {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
}

/** Safe for ssh and a `ProxyCommand`: no leading dash, no shell metacharacters, no percent sign. */
const namePattern = /^[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?$/i;
const ipv6Pattern = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
/** `user`, `user@domain`, `DOMAIN\user`. */
const userPattern = /^[a-z0-9_](?:[a-z0-9_.@\\+-]{0,62}[a-z0-9_.$-])?$/i;

/** `[user@]host[:port]`; with a port, IPv6 is in brackets. */
export function parseSshAddress(text: string): Result<SshAddress, string> {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const user = at < 0 ? undefined : trimmed.slice(0, at);
  const rest = trimmed.slice(at + 1);
  const [, bracketed, plain, portText] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(rest) ?? [];
  const host = bracketed ?? plain ?? rest;
  const port = portText === undefined ? undefined : Number(portText);
  const isHost = bracketed !== undefined ? ipv6Pattern.test(host) : namePattern.test(host) || ipv6Pattern.test(host);
  if (!isHost || (user !== undefined && !userPattern.test(user)) || (port !== undefined && (port < 1 || port > 65535)))
    return fail(
      l10n.t`This isn’t a valid SSH host. Enter a name or address, for example ${'web-01'}, ${'admin@10.0.0.4'}, or ${'[fd00::4]:2222'}.`,
    );
  return ok({ host, ...(user !== undefined && { user }), ...(port !== undefined && { port }) });
}

export function sshAddressText({ host, user, port }: SshAddress): string {
  const bracketed = port !== undefined && host.includes(':') ? `[${host}]` : host;
  return `${user === undefined ? '' : `${user}@`}${bracketed}${port === undefined ? '' : `:${port}`}`;
}
