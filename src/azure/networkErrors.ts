import { ArcError, type UnreachableCause } from '../kernel/errors';
import { redact } from '../kernel/redact';
import { lookUp } from '../kernel/lookUp';

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

const advice: Readonly<Record<UnreachableCause, (host: string) => string>> = {
  dns: (host) =>
    `The name ${host} cannot be resolved. Check the network connection and DNS; behind a proxy, set “http.proxy” in VS Code.`,
  tls: (host) =>
    `The certificate that ${host} presents is not trusted. If a proxy inspects TLS, add its root certificate to the system’s trust store.`,
  proxy: (host) =>
    `The proxy does not let ${host} through. Check “http.proxy” in VS Code, its credentials, and that the proxy allows it.`,
  timeout: (host) => `${host} did not answer in time. Check the network connection, the firewall and the proxy.`,
  refused: (host) =>
    `The connection to ${host} was refused or cut off. Check the firewall, and the address of the proxy in “http.proxy”.`,
};

/** Maps an error of the network or of TLS; undefined for an error of another kind. */
export function networkError(thrown: unknown, host: string): ArcError | undefined {
  const cause = causeOf(thrown);
  return cause && unreachable(host, cause, thrown instanceof Error ? thrown.message : undefined);
}

/** The proxy answered in Azure's place. */
export const proxyError = (host: string, status: number): ArcError =>
  unreachable(host, 'proxy', `The proxy answered ${status}.`);

/** The answer did not arrive whole. */
export const cutOffError = (host: string): ArcError =>
  new ArcError(
    { code: 'Unreachable', host, cause: 'refused' },
    `An answer of ${host} was cut off or is no JSON. Check the network connection and the proxy, and try again.`,
  );

function unreachable(host: string, cause: UnreachableCause, detail: string | undefined): ArcError {
  // The SDK's error holds the request and its authorization header; only its words are kept.
  const reason = detail && new Error(redact(detail));
  return new ArcError({ code: 'Unreachable', host, cause }, advice[cause](host), { cause: reason });
}

function causeOf(thrown: unknown): UnreachableCause | undefined {
  if (!(thrown instanceof Error)) return undefined;
  // The caller's own cancellation is mapped before; what is left is the time limit of the request.
  if (thrown.name === 'AbortError' || thrown.name === 'TimeoutError') return 'timeout';
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  if (tlsCode.test(code)) return 'tls';
  return lookUp(causeOfCode, code) ?? (/\bproxy\b/i.test(thrown.message) ? 'proxy' : undefined);
}
