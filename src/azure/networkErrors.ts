import type { ArcError, UnreachableCause } from '../kernel/errors';
import { lookUp } from '../kernel/lookUp';
import { unreachable } from './errors';

const tlsCode = /^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

const causeOfCode: Readonly<Record<string, UnreachableCause>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'refused',
  EPIPE: 'refused',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  EHOSTUNREACH: 'timeout',
  ENETUNREACH: 'timeout',
};

export function networkError(thrown: unknown, host: string): ArcError | undefined {
  const cause = causeOf(thrown);
  return cause && unreachable(host, cause, thrown instanceof Error ? thrown.message : undefined);
}

export const proxyError = (host: string, status: number): ArcError =>
  unreachable(host, 'proxy', `The proxy answered ${status}.`);

function causeOf(thrown: unknown): UnreachableCause | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if (thrown.name === 'AbortError' || thrown.name === 'TimeoutError') return 'timeout';
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  if (tlsCode.test(code)) return 'tls';
  return lookUp(causeOfCode, code) ?? (/\bproxy\b/i.test(thrown.message) ? 'proxy' : undefined);
}
