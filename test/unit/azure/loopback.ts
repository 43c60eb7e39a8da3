import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { type ArcApiOptions, createArcApi, createCredential } from '../../../src/azure';
import { createIdentity, type Identity, type SignInMethod } from '../../../src/azure/identity';
import { type Cloud, cloudOf } from '../../../src/kernel/knowledge/clouds';
import type { ArcApi } from '../../../src/kernel/ports';
import type { ServicePrincipal } from '../../../src/kernel/servicePrincipal';
import { knownPrincipal, type LoopbackAzure } from '../../support/loopbackAzure';

/** A folder that is removed at the end of the scope. */
export function scratch(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'arc-loopback-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Does within this process what `NODE_EXTRA_CA_CERTS` does for a new one, and keeps proxies of this machine out. */
export function trust(certificate: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('bundled'), readFileSync(certificate, 'utf8')]);
  https.globalAgent.destroy();
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
    process.env[name] = '';
  }
}

export const principal: ServicePrincipal = {
  tenantId: knownPrincipal.tenantId,
  clientId: knownPrincipal.clientId,
  proof: { kind: 'secret', secret: knownPrincipal.secret },
};

/** The cloud as the settings describe it. */
export function cloudAt(origin: string): Cloud {
  const cloud = cloudOf('custom', { resourceManager: origin, authority: origin });
  if (!cloud.ok) throw new Error(cloud.error);
  return cloud.value;
}

export const identityOf = ({ origin }: Pick<LoopbackAzure, 'origin'>, method: SignInMethod): Identity =>
  createIdentity({ method, cloud: cloudAt(origin), tenantId: knownPrincipal.tenantId });

/** The product's own way to that Azure, the SDK's network client and all. */
export function apiAt(
  azure: Pick<LoopbackAzure, 'origin'>,
  { servicePrincipal = principal, ...options }: Partial<ArcApiOptions> & { servicePrincipal?: ServicePrincipal } = {},
): ArcApi {
  return apiBy(azure, { kind: 'servicePrincipal', servicePrincipal }, options);
}

/** The same, signed in by another way. */
export function apiBy(
  azure: Pick<LoopbackAzure, 'origin'>,
  method: SignInMethod,
  options: Partial<ArcApiOptions> = {},
): ArcApi {
  const { getToken } = identityOf(azure, method);
  return createArcApi({ credential: createCredential(getToken), cloud: cloudAt(azure.origin), ...options });
}

/** All that a log could make of an error: its words, its stack, its fields and its causes. */
export function describeFully(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  return [error.message, error.stack, JSON.stringify(error), describeFully(error.cause ?? null)].join('\n');
}
