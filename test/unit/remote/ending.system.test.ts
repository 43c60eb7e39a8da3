import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isArcError, Slots } from '../../../src/core';
import { localRunner } from '../../../src/remote';
import { portOf } from '../../support/tlsHost';
import { failureOf, quiet } from '../azure/support';
import { expectGone, processesWith, script, target, useSsh } from './sshFixture';

const fixture = useSsh();

/** A number that no other process has on its command line. */
const unique = (): string => `9${process.pid}${Math.floor(Math.random() * 1_000_000)}`;

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 500) throw new Error('It did not come to pass.');
    await delay(20);
  }
}

describe.each(['ssh', 'local'] as const)('a script that hangs, over the way %s', (way) => {
  const runner = () => (way === 'ssh' ? fixture().runner : localRunner);

  test('is ended when its time is over, neither before nor much later', async () => {
    const id = unique();
    const started = performance.now();
    const error = await failureOf(
      runner().run(target(), script(`echo so far; sleep ${id}`, { timeoutMilliseconds: 1000 }), quiet()),
    );
    const took = performance.now() - started;
    expect(error.failure).toMatchObject({ code: 'RemoteFailed', exitCode: 124, tail: 'so far' });
    expect(took).toBeGreaterThan(1000);
    expect(took).toBeLessThan(5000);
    expect(processesWith(id)).toEqual([]);
  });

  test('is ended on both sides when it is cancelled, within two seconds', async () => {
    const id = unique();
    const controller = new AbortController();
    // In the background, in a process group of its own, and deaf to a polite word.
    const text = `(trap '' TERM; sleep ${id}) & timeout 500 sleep ${id} & sleep ${id}`;
    const failure = failureOf(runner().run(target(), script(text), controller.signal));
    await until(() => processesWith(`sleep ${id}`).length >= 4);
    const started = performance.now();
    controller.abort();
    expect((await failure).code).toBe('Cancelled');
    expect(performance.now() - started).toBeLessThan(2000);
    await expectGone(id, 1000);
  });

  test('leaves what it started when it ends by itself: only what is to be ended is', async () => {
    const id = unique();
    const { stdout } = await runner().run(
      target(),
      script(`setsid sleep ${id} </dev/null >/dev/null 2>&1 & echo started`),
      quiet(),
    );
    expect(stdout).toBe('started\n');
    const [line = ''] = processesWith(`sleep ${id}`);
    expect(line).not.toBe('');
    process.kill(Number(line.split(' ')[0]));
  });
});

describe('over SSH', () => {
  test('the machine itself ends a script whose ssh was killed', async () => {
    const { runnerWith } = fixture();
    const id = unique();
    const failure = failureOf(runnerWith({}).run(target(), script(`sleep ${id}`), quiet()));
    await until(() => processesWith(`sleep ${id}`).length > 0);
    const [wrapper = ''] = processesWith('ControlMaster=auto');
    process.kill(Number(wrapper.split(' ')[0]), 'SIGKILL');
    expect((await failure).failure).toMatchObject({ code: 'RemoteFailed' });
    await expectGone(id, 3000);
  });

  test('a host that takes the connection and says nothing is given up', async () => {
    const { client, hostLines, runnerWith } = fixture();
    const hole = createServer();
    await new Promise<void>((resolve) => hole.listen(0, '127.0.0.1', resolve));
    client.configure(...hostLines('web-01'), 'Host hole', 'HostName 127.0.0.1', `Port ${portOf(hole.address())}`);
    const error = await failureOf(runnerWith({ connectSeconds: 1 }).run(target('hole'), script('true'), quiet()));
    expect(error.failure).toEqual({ code: 'Unreachable', host: 'hole', cause: 'timeout' });
    hole.close();
  });

  test('of 200 machines of which 20 hang none is lost, and cancelling ends them all', async () => {
    const { client, hostLines, runnerWith } = fixture();
    const names = Array.from({ length: 200 }, (_, number) => `m-${number}`);
    client.configure(...hostLines('m-*'), 'KexAlgorithms curve25519-sha256');
    const id = unique();
    const runner = runnerWith({ connectSeconds: 60 });
    const slots = new Slots(50);
    const results = await Promise.all(
      names.map((name, number) => {
        const text = number % 10 === 3 ? `sleep ${id}` : `echo ${name}`;
        const run = () => runner.run(target(name), script(text, { timeoutMilliseconds: 1500 }), quiet());
        return slots.run(run, quiet()).catch((error: unknown) => (isArcError(error) ? error.failure : error));
      }),
    );
    const hung = results.filter((result) => JSON.stringify(result).includes('"exitCode":124'));
    const good = results.filter((result, number) => JSON.stringify(result).includes(`"stdout":"m-${number}\\n"`));
    expect([hung.length, good.length]).toEqual([20, 180]);
    expect(processesWith(id)).toEqual([]);

    const controller = new AbortController();
    const all = names
      .slice(0, 50)
      .map((name) => failureOf(runner.run(target(name), script(`sleep ${id}`), controller.signal)));
    await until(() => processesWith(`sleep ${id}`).length >= 50);
    const started = performance.now();
    controller.abort();
    const codes = await Promise.all(all.map(async (failure) => (await failure).code));
    expect(performance.now() - started).toBeLessThan(2500);
    expect(new Set(codes)).toEqual(new Set(['Cancelled']));
    await expectGone(id, 2000);
  }, 120_000);
});
