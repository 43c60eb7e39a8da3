import { fail, ok, type Result } from './result';

/** Where `ssh` connects: a name of the person's own ssh configuration, a DNS name or an address. */
export interface SshAddress {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
}

/**
 * Nothing that ssh or a `ProxyCommand` could take for more than a name: the first character is no dash, and there is no
 * blank, quote, percent sign or other character that means something to a shell.
 */
const namePattern = /^[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?$/i;
const ipv6Pattern = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
/** `user`, `user@domain`, `DOMAIN\user`. */
const userPattern = /^[a-z0-9_](?:[a-z0-9_.@\\+-]{0,62}[a-z0-9_.$-])?$/i;

/** Reads `[user@]host[:port]`, an IPv6 address with a port in brackets. The error says what a correct one looks like. */
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
      'This is not a host that ssh can be given. Type a name or address, as in web-01, admin@10.0.0.4 or [fd00::4]:2222.',
    );
  return ok({ host, ...(user !== undefined && { user }), ...(port !== undefined && { port }) });
}

/** The text that `parseSshAddress` reads back. */
export function sshAddressText({ host, user, port }: SshAddress): string {
  const bracketed = port !== undefined && host.includes(':') ? `[${host}]` : host;
  return `${user === undefined ? '' : `${user}@`}${bracketed}${port === undefined ? '' : `:${port}`}`;
}
