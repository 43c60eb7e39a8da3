import { afterAll, beforeAll } from 'vitest';
import { type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import type { IdentityEndpoint } from '../../support/managedIdentity';
import { scratch, trust } from '../../unit/azure/loopback';

interface Fixture {
  readonly azure: LoopbackAzure;
  readonly endpoint: IdentityEndpoint;
}

/**
 * An Azure, and an endpoint that the environment names and that gives out tokens for it. The library keeps the first
 * endpoint it finds for as long as the process lasts, so each kind has a test file of its own.
 */
export function useIdentityEndpoint(start: (azure: LoopbackAzure) => Promise<IdentityEndpoint>): () => Fixture {
  const folder = scratch();
  let fixture: Fixture | undefined;
  beforeAll(async () => {
    const azure = await startLoopbackAzure({ directory: folder.path });
    trust(azure.certificate);
    const endpoint = await start(azure);
    Object.assign(process.env, endpoint.env);
    fixture = { azure, endpoint };
  });
  afterAll(async () => {
    await fixture?.endpoint[Symbol.asyncDispose]();
    await fixture?.azure[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });
  return () => {
    if (!fixture) throw new Error('The fixture is there once the tests run.');
    return fixture;
  };
}
