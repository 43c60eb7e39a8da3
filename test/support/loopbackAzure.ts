import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { createSampleTenant, type SampleRequest, type SampleTenantOptions } from '../../src/sample';
import { type Latency, latencyOf } from '../../src/sample/latency';
import { makeAuthority } from './certificates';
import { hostileAzure } from './hostileAzure';
import { knownPrincipal, LoopbackEntra } from './loopbackEntra';
import { type Answer, type Faults, faultOf, narrow, noFaults, spoil } from './loopbackFaults';
import { portOf } from './tlsHost';

/** An Azure on loopback: Resource Manager, Resource Graph and Entra of the sample tenant over TLS. */
export interface LoopbackAzure extends AsyncDisposable {
  /** `https://localhost:49152`: Resource Manager and the authority. */
  readonly origin: string;
  readonly port: number;
  /** Path of the authority's certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  readonly faults: Faults;
  readonly entra: LoopbackEntra;
  /** `GET /subscriptions → 200`, in the order of the answers, or `→ drop` and `→ lost`; Entra's are not among them. */
  readonly requests: readonly string[];
  /** Presents a certificate of an authority that nobody trusts, or the good one again. */
  setTrusted(isTrusted: boolean): void;
  /** Refuses tokens given out so far; with `claims`, in the way that asks the client for a new one. */
  expireTokens(how: { readonly claims: boolean }): void;
}

export interface LoopbackOptions extends Pick<
  SampleTenantOptions,
  'extraMachines' | 'enforcesThrottling' | 'machinesPerPage' | 'operationSeconds'
> {
  /**
   * What a request takes from its arrival to its answer, in milliseconds; none when not given. It takes effect as it
   * arrives, and working its answer out is done meanwhile: that makes the answer late only where it takes longer.
   */
  readonly latency?: Latency;
  /** Whether all that it says has hostile text in it. */
  readonly isHostile?: boolean;
  /** Takes keys and certificates. */
  readonly directory: string;
  /** Hosts the certificate is for. */
  readonly names?: readonly string[];
}

/** Starts an Azure that nobody has to be online for. */
export async function startLoopbackAzure({
  directory,
  names = ['127.0.0.1'],
  latency = { from: 0, to: 0 },
  ...tenant
}: LoopbackOptions): Promise<LoopbackAzure> {
  const trusted = makeAuthority(directory, 'trusted');
  const good = trusted.issue(names);
  const bad = makeAuthority(directory, 'unknown').issue(names);
  const faults = noFaults();
  const requests: string[] = [];
  let presentsGood = true;
  const entra = new LoopbackEntra(faults);
  const arm = armHandler(faults, entra, { latency, ...tenant });

  const server = createServer(good, (request, response) => void serve(request, response));
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', originOf(request));
    const body = await textOf(request);
    const signIn = entra.answer(url, new URLSearchParams(body));
    const answer = signIn ?? (await arm(request, url, body));
    const isCut = typeof answer === 'string';
    if (!signIn) requests.push(`${request.method} ${url.pathname} → ${isCut ? answer : answer.status}`);
    if (isCut) request.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());
  const origin = `https://${names[0] ?? '127.0.0.1'}:${port}`;

  return {
    origin,
    port,
    certificate: trusted.certificate,
    faults,
    entra,
    requests,
    setTrusted(isTrusted) {
      if (isTrusted === presentsGood) return;
      presentsGood = isTrusted;
      server.setSecureContext(isTrusted ? good : bad);
      server.closeAllConnections();
    },
    expireTokens({ claims }) {
      entra.revokeAll(claims);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Handler = (request: IncomingMessage, url: URL, body: string) => Promise<Answer | 'drop' | 'lost'>;

/** Resource Manager and Resource Graph: the sample tenant, for any token, with the current faults. */
function armHandler(
  faults: Faults,
  entra: LoopbackEntra,
  {
    latency,
    isHostile = false,
    ...options
  }: Omit<LoopbackOptions, 'directory' | 'names'> & { readonly latency: Latency },
): Handler {
  const tenant = createSampleTenant({ ...options, latency: { from: 0, to: 0 } });
  const ask = (request: SampleRequest) => tenant.handle(request);
  const handle = isHostile ? hostileAzure(ask) : ask;
  return async ({ method = 'GET', headers: { authorization = '' } }, url, body) => {
    const fault = faultOf(faults, url.pathname);
    if (fault) return fault;
    if (!entra.accepts(authorization)) return expired(entra.demandsNewTokens);
    const slowness = url.pathname.includes('ResourceGraph') ? faults.slowPagesMilliseconds : 0;
    const isDue = delay(latencyOf(method, url.pathname, latency) + slowness);
    const whole = await handle({ method, url: url.href, headers: { authorization }, body });
    const isList = url.pathname === '/subscriptions';
    const answer = isList ? narrow(faults, entra.accountOf(authorization), whole) : whole;
    await isDue;
    return spoil(faults, { method, path: url.pathname, href: url.href }, answer);
  };
}

/** Links in answers lead back by the name that was asked. */
const originOf = (request: IncomingMessage): string => `https://${request.headers.host ?? 'localhost'}`;

function expired(asksForClaims: boolean): Answer {
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}').toString('base64');
  const demand = asksForClaims ? `, error="insufficient_claims", claims="${claims}"` : '';
  return {
    status: 401,
    headers: {
      'content-type': 'application/json',
      'x-ms-request-id': '00000000-0000-4000-8000-000000000401',
      'www-authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/common"${demand}`,
    },
    body: JSON.stringify({ error: { code: 'ExpiredAuthenticationToken', message: 'The access token has expired.' } }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Settings of the machine with which the product talks to it. */
export const settingsFor = ({ origin }: Pick<LoopbackAzure, 'origin'>): Record<string, unknown> => ({
  'arcGateway.authentication': 'servicePrincipal',
  'arcGateway.cloud': 'custom',
  'arcGateway.customCloud': { resourceManager: origin, authority: origin },
});

export { knownPrincipal };
