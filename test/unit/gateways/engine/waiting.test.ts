import { describe, expect, test } from 'vitest';
import { ArcError, asArcError } from '../../../../src/kernel/errors';
import type { GatewayOperation } from '../../../../src/kernel/gatewayApi';
import { operationCeiling } from '../../../../src/kernel/knowledge/gatewayLife';
import type { Gateway } from '../../../../src/kernel/resources';
import { retryWhileTransitioning } from '../../../../src/throttling/retryWhileTransitioning';
import { isResultOfOperation, pollUntilDone } from '../../../../src/throttling/pollUntilDone';
import { registerAndWait } from '../../../../src/throttling/registerAndWait';
import { SubscriptionPacers } from '../../../../src/throttling/subscriptionPacers';
import { gateway } from '../../../support/resources';
import { VirtualClock } from '../../../support/virtualClock';

const quiet = (): AbortSignal => new AbortController().signal;
const hub = gateway('gw-hub');
const operation: GatewayOperation = { kind: 'create', gatewayId: hub.id };
const unreachable = new ArcError({ code: 'Unreachable', host: 'h', cause: 'timeout' }, 'Gone.');

/** As Azure's result, which ends what is remembered of the operation. */
async function fails(result: Promise<unknown>, message: RegExp): Promise<void> {
  const error = asArcError(await result.catch((thrown: unknown) => thrown));
  expect([error.code, isResultOfOperation(error)]).toEqual(['OperationFailed', true]);
  expect(error.message).toMatch(message);
}

describe('after a transition', () => {
  const transition = (seconds: number) => new ArcError({ code: 'Conflict', retryAfterSeconds: seconds }, 'Busy.');

  test('the same is asked again at the pace that Azure gives', async () => {
    const clock = new VirtualClock();
    const answers: (Error | string)[] = [transition(30), transition(45), 'done'];
    const [asked, told]: [number[], number[]] = [[], []];
    const work = async (): Promise<string> => {
      asked.push(clock.now());
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? '';
    };
    const report = (seconds: number): void => void told.push(seconds);
    expect(await clock.runUntil(retryWhileTransitioning(work, { clock, report }, quiet()))).toBe('done');
    expect(asked).toEqual([0, 30_000, 75_000]);
    expect(told).toEqual([30, 45]);
  });

  test('it is not asked again without a pause, whatever Azure says', async () => {
    const clock = new VirtualClock();
    const answers: (Error | string)[] = [transition(0), 'done'];
    const told: number[] = [];
    const work = async (): Promise<string> => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? '';
    };
    const report = (seconds: number): void => void told.push(seconds);
    expect(await clock.runUntil(retryWhileTransitioning(work, { clock, report }, quiet()))).toBe('done');
    expect(told).toEqual([1]);
  });

  test('another conflict is not waited for', async () => {
    const clock = new VirtualClock();
    const work = () => Promise.reject(new ArcError({ code: 'Conflict' }, 'A lock.'));
    await expect(retryWhileTransitioning(work, { clock, report: () => undefined }, quiet())).rejects.toThrow('A lock.');
  });

  test('a service that asks to slow down is not waited for: its pacer does that', async () => {
    const clock = new VirtualClock();
    const busy = new ArcError({ code: 'Throttled', retryAfterSeconds: 30 }, 'Slow down.');
    const waiting = retryWhileTransitioning(() => Promise.reject(busy), { clock, report: () => undefined }, quiet());
    await expect(clock.runUntil(waiting)).rejects.toBe(busy);
    expect(clock.now()).toBe(0);
  });

  test('the waiting can be canceled', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const work = () => Promise.reject(transition(30));
    const waiting = retryWhileTransitioning(work, { clock, report: () => controller.abort() }, controller.signal);
    await expect(clock.runUntil(waiting)).rejects.toMatchObject({ code: 'Canceled' });
  });
});

describe('an operation is followed', () => {
  interface Options {
    readonly kind?: GatewayOperation['kind'];
    readonly clock?: VirtualClock;
    readonly states?: (string | undefined)[];
  }
  const following = (
    answers: (ArcError | Gateway | undefined)[],
    { kind = 'create', clock = new VirtualClock(), states = [] }: Options = {},
  ) => {
    const api = {
      follow: async () => {
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    };
    const report = (state: string | undefined): void => void states.push(state);
    return clock.runUntil(
      pollUntilDone(api, { ...operation, kind }, { clock, report, ceiling: operationCeiling }, quiet()),
    );
  };

  test('through outages, however many', async () => {
    const [clock, states] = [new VirtualClock(), [] as (string | undefined)[]];
    const busy = new ArcError({ code: 'Throttled', retryAfterSeconds: 90 }, 'Slow down.');
    expect(await following([unreachable, busy, unreachable, hub], { clock, states })).toBe(hub);
    expect(clock.now()).toBe(60_000 + 90_000 + 60_000);
    expect(states).toEqual([undefined, undefined, undefined]);
  });

  test('to a failure, which is told', async () => {
    const failed = new ArcError({ code: 'OperationFailed' }, 'It fell over.');
    await expect(following([unreachable, failed])).rejects.toBe(failed);
  });

  test.each([
    [new ArcError({ code: 'OperationFailed' }, ''), true],
    [new ArcError({ code: 'NotFound', resource: 'gateway' }, ''), true],
    [new ArcError({ code: 'Conflict' }, ''), false],
    [new ArcError({ code: 'Conflict', retryAfterSeconds: 30 }, ''), false],
    [new ArcError({ code: 'Precondition' }, ''), false],
    [new ArcError({ code: 'SignedOut' }, ''), false],
    [new ArcError({ code: 'Throttled', retryAfterSeconds: 1 }, ''), false],
    [unreachable, false],
  ])('%o is a result: %s', (error, isResult) => {
    expect(isResultOfOperation(error)).toBe(isResult);
  });

  test('to what is really there', async () => {
    await fails(following([undefined]), /gateway gw-hub was created, but it doesn’t exist/);
    await fails(following([{ ...hub, state: 'Failed' }]), /its state is Failed/);
    await fails(following([hub], { kind: 'delete' }), /deleted.*still exists/);
    expect(await following([undefined], { kind: 'delete' })).toBeUndefined();
  });

  test('to what came of a request that was not answered', async () => {
    const end = async (kind: GatewayOperation['kind'], found: Gateway | undefined) => {
      const asked: GatewayOperation = { ...operation, kind, isUnanswered: true };
      const patience = { clock: new VirtualClock(), report: () => undefined, ceiling: operationCeiling };
      return pollUntilDone({ follow: async () => found }, asked, patience, quiet());
    };
    expect(await end('create', hub)).toBe(hub);
    expect(await end('delete', undefined)).toBeUndefined();
    await fails(end('create', undefined), /respond to the request to create.*doesn’t exist/);
    await fails(end('delete', hub), /respond to the request to delete.*still exists/);
  });

  test('for hours, and not for ever', async () => {
    const clock = new VirtualClock();
    const api = { follow: () => Promise.reject(unreachable) };
    const patience = { clock, report: () => undefined, ceiling: operationCeiling };
    await fails(clock.runUntil(pollUntilDone(api, operation, patience, quiet())), /for hours/);
    expect(clock.now()).toBeGreaterThanOrEqual(2 * 3_600_000);
    expect(clock.now()).toBe(operationCeiling);
  });

  test('and not asked for at once again, whatever Azure says', async () => {
    const clock = new VirtualClock();
    const busy = new ArcError({ code: 'Throttled', retryAfterSeconds: 0 }, 'Slow down.');
    expect(await following([busy, busy, hub], { clock })).toBe(hub);
    expect(clock.now()).toBe(2000);
  });

  test('for hours, though one look alone takes longer than that', async () => {
    const clock = new VirtualClock();
    const api = {
      follow: async (_: GatewayOperation, _report: unknown, signal: AbortSignal) => {
        await clock.sleep(10 * operationCeiling, signal);
        return hub;
      },
    };
    const patience = { clock, report: () => undefined, ceiling: operationCeiling };
    await fails(clock.runUntil(pollUntilDone(api, operation, patience, quiet())), /for hours/);
    expect(clock.now()).toBe(operationCeiling);
  });

  test('and leaves no timer of hours behind', async () => {
    const signals: AbortSignal[] = [];
    class WatchedClock extends VirtualClock {
      override sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
        signals.push(signal);
        return super.sleep(milliseconds, signal);
      }
    }
    expect(await following([hub], { clock: new WatchedClock() })).toBe(hub);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('no longer than somebody wants it', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const api = { follow: () => Promise.reject(unreachable) };
    const patience = { clock, report: () => controller.abort(), ceiling: operationCeiling };
    const following = pollUntilDone(api, operation, patience, controller.signal);
    await expect(clock.runUntil(following)).rejects.toMatchObject({ code: 'Canceled' });
  });
});

const kubernetes = { subscriptionId: 's', namespace: 'Microsoft.Kubernetes' };

test('a registration is waited for at the pace that Azure gives, with its word for the state', async () => {
  const clock = new VirtualClock();
  const states = ['Registering', 'Registering', 'Registered'];
  const told: string[] = [];
  let asked = 0;
  const api = {
    registerProvider: async () => {
      if (++asked === 1) throw new ArcError({ code: 'Throttled', retryAfterSeconds: 30 }, 'Too many requests.');
    },
    providerState: async () => states.shift() ?? '',
    pacers: new SubscriptionPacers(clock),
  };
  const report = (state: string): void => void told.push(state);
  await clock.runUntil(registerAndWait(api, kubernetes, { clock, report }, quiet()));
  expect([asked, told]).toEqual([2, ['Registering', 'Registering']]);
  // The pacer adds its own tenths of a second.
  expect(Math.floor(clock.now() / 1000)).toBe(40);
});

test('a registration that does not end is left to itself', async () => {
  const clock = new VirtualClock();
  const api = {
    registerProvider: async () => undefined,
    providerState: async () => 'Registering',
    pacers: new SubscriptionPacers(clock),
  };
  const waiting = registerAndWait(api, kubernetes, { clock, report: () => undefined }, quiet());
  await fails(clock.runUntil(waiting), /Microsoft\.Kubernetes \(Registering.*try again later/);
  expect(clock.now()).toBe(15 * 60_000);
});
