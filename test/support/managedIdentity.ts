import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import type { LoopbackAzure } from './loopbackAzure';
import type { Answer } from './loopbackFaults';
import { portOf } from './tlsHost';

/** The user-assigned identity that the machine has beside its own. */
export const assignedIdentity = '7c1e9d52-04ab-4b7e-93f8-2a6d0e5c1b48';

/** Where a machine gives its identity's tokens to the programs on it. */
export interface IdentityEndpoint extends AsyncDisposable {
  /** `http://127.0.0.1:49152` */
  readonly origin: string;
  /** The variables by which programs find it. */
  readonly env: Readonly<Record<string, string>>;
  /** `own → 200` or `7c1e… → 400`, in the order of the answers. */
  readonly requests: readonly string[];
  /** What may be seen nowhere else. */
  readonly secrets: readonly string[];
}

type Host = Pick<LoopbackAzure, 'origin' | 'entra'>;

/**
 * The endpoint of App Service, Functions and Container Apps
 * (learn.microsoft.com/azure/app-service/overview-managed-identity, “REST endpoint reference”): any caller that knows the header
 * gets a token.
 */
export function startAppServiceIdentity(azure: Host): Promise<IdentityEndpoint> {
  const header = `app-service.${randomUUID()}`;
  return startEndpoint({
    secrets: [header],
    env: (origin) => ({ IDENTITY_ENDPOINT: `${origin}/msi/token`, IDENTITY_HEADER: header }),
    answer({ pathname, searchParams }, headers) {
      if (pathname !== '/msi/token') return json(404, {});
      if (searchParams.get('api-version') !== '2019-08-01' || headers['x-identity-header'] !== header)
        return json(400, { statusCode: 400, message: 'The request is not one of this protocol.' });
      const refused =
        'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';
      return tokenFor(azure, searchParams) ?? json(400, { statusCode: 400, message: refused });
    },
  });
}

/**
 * The endpoint of a virtual machine
 * (learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token), at the address to which a
 * pod's variable redirects it.
 */
export function startVirtualMachineIdentity(azure: Host): Promise<IdentityEndpoint> {
  return startEndpoint({
    secrets: [],
    env: (origin) => ({ AZURE_POD_IDENTITY_AUTHORITY_HOST: origin }),
    answer({ pathname, searchParams }, headers) {
      // The library ends a redirected address with a slash, and the service does not mind.
      if (pathname.replace(/\/$/, '') !== metadataPath) return json(404, {});
      if (searchParams.get('api-version') !== '2018-02-01' || headers.metadata !== 'true')
        return json(400, { error: 'invalid_request', error_description: 'Required metadata header not specified' });
      return tokenFor(azure, searchParams) ?? identityNotFound();
    },
  });
}

/** Where the agent of Azure Arc puts what a program proves with that it may read it, on Linux. */
export const arcKeys = '/var/opt/azcmagent/tokens';

/** What is wrong with the agent at the moment. */
export interface ArcFaults {
  /** Gives every program the machine's own identity, as agents do that know no other. */
  knowsOwnOnly?: boolean;
  /** Keeps the key where the program that asks may not read it. */
  hidesKey?: boolean;
}

/**
 * The endpoint of the Azure Arc agent (learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication): the
 * first answer names a file, and the second request brings its content, which is good for once.
 */
export function startArcIdentity(azure: Host, faults: ArcFaults): Promise<IdentityEndpoint> {
  const keys = new Map<string, string>();
  const secrets: string[] = [];
  const challenge = (): Answer => {
    const [file, key] = [join(arcKeys, `${randomUUID()}.key`), `arc.${randomUUID()}`];
    secrets.push(key);
    keys.set(key, file);
    if (!faults.hidesKey) writeFileSync(file, key, { mode: 0o600 });
    return { status: 401, headers: { 'www-authenticate': `Basic realm=${file}` }, body: '' };
  };
  return startEndpoint({
    secrets,
    env: (origin) => ({ IDENTITY_ENDPOINT: `${origin}${metadataPath}`, IMDS_ENDPOINT: origin }),
    answer({ pathname, searchParams }, { authorization = '', metadata }) {
      if (pathname !== metadataPath || metadata !== 'true') return json(404, {});
      const key = authorization.replace(/^Basic /, '');
      const file = keys.get(key);
      if (file === undefined) return challenge();
      keys.delete(key);
      rmSync(file);
      if (faults.knowsOwnOnly) searchParams.delete('client_id');
      return tokenFor(azure, searchParams) ?? identityNotFound();
    },
  });
}

const metadataPath = '/metadata/identity/oauth2/token';

/** The token, for the resource that it was asked for; undefined when there is no such identity. */
function tokenFor({ entra, origin }: Host, asked: URLSearchParams): Answer | undefined {
  const clientId = asked.get('client_id');
  if (clientId !== null && clientId !== assignedIdentity) return undefined;
  const resource = asked.get('resource');
  if (resource !== origin) return json(400, { error: 'invalid_resource', error_description: 'AADSTS500011: Unknown.' });
  return json(200, {
    access_token: entra.issue(),
    // A string of Unix seconds, as all three write it.
    expires_on: String(Math.floor(Date.now() / 1000) + entra.lifetime),
    resource,
    token_type: 'Bearer',
    ...(clientId !== null && { client_id: clientId }),
  });
}

const identityNotFound = (): Answer => json(400, { error: 'invalid_request', error_description: 'Identity not found' });

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

interface Endpoint {
  readonly secrets: readonly string[];
  readonly env: (origin: string) => Record<string, string>;
  readonly answer: (url: URL, headers: IncomingHttpHeaders) => Answer;
}

async function startEndpoint({ secrets, env, answer }: Endpoint): Promise<IdentityEndpoint> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const who = url.searchParams.get('client_id') ?? 'own';
    const { status, headers, body } = answer(url, request.headers);
    requests.push(`${who} → ${status}`);
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    origin,
    env: env(origin),
    requests,
    secrets,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
