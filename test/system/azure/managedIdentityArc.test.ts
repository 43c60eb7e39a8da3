import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ArcFaults, arcKeys, assignedIdentity, startArcIdentity } from '../../support/managedIdentity';
import { skipUnless } from '../../support/skip';
import { useIdentityEndpoint } from './identityEndpoint';
import { apiBy, describeFully } from '../../unit/azure/loopback';
import { failureOf, quiet } from '../../unit/azure/support';

// The library reads keys from no other folder. Only root may make it, and on an Arc machine it is the agent's.
const mayMakeFolder = process.platform === 'linux' && process.getuid?.() === 0 && !existsSync(arcKeys);

const strangers = ['00000000-1111-4222-8333-444444444444', '00000000-1111-4222-8333-555555555555'] as const;

describe('the identity of an Arc machine', skipUnless(mayMakeFolder, `Only root may make ${arcKeys}.`), () => {
  const faults: ArcFaults = {};
  let start: number;
  /** The highest folder that was made. */
  let made: string | undefined;

  beforeAll(() => {
    made = mkdirSync(arcKeys, { recursive: true });
  });
  const fixture = useIdentityEndpoint((azure) => startArcIdentity(azure, faults));
  beforeEach(() => {
    Object.assign(faults, { knowsOwnOnly: false, hidesKey: false });
    start = fixture().endpoint.requests.length;
  });
  afterAll(() => {
    if (made !== undefined) rmSync(made, { recursive: true });
  });

  const subscriptions = (clientId?: string) =>
    apiBy(fixture().azure, { kind: 'managedIdentity', clientId }).subscriptions(quiet());
  const requests = () => fixture().endpoint.requests.slice(start);

  test('is proved with the agent’s key, and lists the subscriptions', async () => {
    expect(await subscriptions()).toHaveLength(2);
    expect(requests()).toEqual(['own → 401', 'own → 200']);
    expect(readdirSync(arcKeys), 'the key is good for once').toEqual([]);
  });

  test('may be one that was assigned, where the agent knows it', async () => {
    expect(await subscriptions(assignedIdentity)).toHaveLength(2);
    expect(requests()).toEqual([`${assignedIdentity} → 401`, `${assignedIdentity} → 200`]);
  });

  test('that the machine has not is told, without the key', async () => {
    const error = await failureOf(subscriptions(strangers[0]));
    expect(error.failure).toEqual({ code: 'SignedOut' });
    expect(error.message).toContain('AZURE_CLIENT_ID');
    for (const key of fixture().endpoint.secrets) expect(describeFully(error)).not.toContain(key);
  });

  test('is not taken for one that was assigned', async () => {
    faults.knowsOwnOnly = true;
    const error = await failureOf(subscriptions(strangers[0]));
    expect(error.message).toContain('supports the machine’s own identity only');
  });

  test('whose key may not be read leads to the group that may', async () => {
    faults.hidesKey = true;
    const error = await failureOf(subscriptions(strangers[1]));
    expect(error.failure).toEqual({ code: 'SignedOut' });
    expect(error.message).toContain('himds');
    expect(requests()).toEqual([`${strangers[1]} → 401`]);
  });
});
