import { setMaxListeners } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { asArcError } from '../../../src/kernel/errors';
import { Semaphore } from '../../../src/throttling/semaphore';
import { localRunner } from '../../../src/remoteAccess';
import { payloadOf } from '../../../src/remoteAccess/payload/payloadOf';
import { Shell } from '../../../src/remoteAccess/process/shell';
import { startProcess } from '../../../src/remoteAccess/process/startProcess';
import { portOf } from '../../support/tlsHost';
import { failureOf, quiet } from '../../unit/azure/support';
import {
  expectBeforeSleep,
  expectGone,
  processesWith,
  script,
  target,
  until,
  useSsh,
} from '../../unit/remoteAccess/sshFixture';

const fixture = useSsh();

/** A number that no other process has on its command line. */
const unique = (): string => `9${process.pid}${Math.floor(Math.random() * 1_000_000)}`;

describe.each(['ssh', 'local'] as const)('a script that hangs, over the way %s', (way) => {
  const runner = () => (way === 'ssh' ? fixture().runner : localRunner);

  test('is ended when its time is over, neither before nor when a longer one would have ended by itself', async () => {
    const id = unique();
    const started = performance.now();
    const hanging = script(`echo so far; sleep ${id}`, { timeoutMilliseconds: 1000 });
    const error = await expectBeforeSleep(10, failureOf(runner().run(target(), hanging, quiet())));
    const took = performance.now() - started;
    expect(error.failure).toMatchObject({ code: 'RemoteFailed', exitCode: 124, tail: 'so far' });
    expect(took).toBeGreaterThan(1000);
    expect(processesWith(id)).toEqual([]);
  });

  test('is ended on both sides when it is canceled', async () => {
    const id = unique();
    const controller = new AbortController();
    // In the background, in a process group of its own, in a session of its own, and deaf to a polite word.
    const text = `(trap '' TERM; sleep ${id}) & timeout 500 sleep ${id} & setsid -f sleep ${id}; setsid -f sh -c "trap '' TERM; sleep ${id}"; sleep ${id}`;
    const failure = failureOf(runner().run(target(), script(text), controller.signal));
    await until(() => processesWith(`sleep ${id}`).length >= 6);
    controller.abort();
    expect((await expectBeforeSleep(10, failure)).code).toBe('Canceled');
    await expectGone(id);
  });

  test('leaves what it started when it ends by itself, every time: only what is to be ended is', async () => {
    // Its shell is told that nothing comes any more while the script may be about to end, which is a matter of luck.
    for (let times = 40; times > 0; times--) {
      const id = unique();
      const text = `sleep ${id} </dev/null >/dev/null 2>&1 & echo started`;
      const { stdout } = await runner().run(target(), script(text), quiet());
      expect(stdout).toBe('started\n');
      await until(() => processesWith(`sleep ${id}`).length > 0);
      await delay(20);
      const [line = ''] = processesWith(`sleep ${id}`);
      expect(line).not.toBe('');
      process.kill(Number(line.split(' ')[0]));
    }
  });
});

test('a session that is told that nothing comes any more goes alone, also while a script seems to run', async () => {
  const id = unique();
  const { argv, input } = payloadOf(script(`sleep ${id}`), 'arc-mark');
  const [program, ...args] = argv;
  const session = new Shell({ program, args });
  session.process.write(input);
  await until(() => processesWith(`sleep ${id}`).length > 0);
  await session.leave();
  const [line = ''] = processesWith(`sleep ${id}`);
  expect(line).not.toBe('');
  process.kill(Number(line.split(' ')[0]));
});

describe('over SSH', () => {
  test('the machine itself ends a script whose ssh was killed', async () => {
    const { runnerWith, sshd } = fixture();
    const id = unique();
    const runner = runnerWith({ find: () => ({ address: { host: 'web-01', port: sshd.port } }) });
    const failure = failureOf(runner.run(target(), script(`sleep ${id}`), quiet()));
    await until(() => processesWith(`sleep ${id}`).length > 0);
    const [ssh = ''] = processesWith(`-p ${sshd.port} -- web-01`);
    process.kill(Number(ssh.split(' ')[0]), 'SIGKILL');
    expect((await failure).failure).toMatchObject({ code: 'RemoteFailed' });
    await expectGone(id);
  });

  test('a script whose time is over does not end another one, and nothing runs on its connection any more', async () => {
    const { runnerWith, accepted } = fixture();
    const before = accepted();
    const runner = runnerWith({});
    const id = unique();
    const other = runner.run(target(), script('sleep 3; echo fine'), quiet());
    const error = await failureOf(runner.run(target(), script(`sleep ${id}`, { timeoutMilliseconds: 500 }), quiet()));
    expect(error.failure).toMatchObject({ code: 'RemoteFailed', exitCode: 124 });
    expect(processesWith(id)).toEqual([]);
    expect(await runner.run(target(), script('echo next'), quiet())).toMatchObject({ stdout: 'next\n' });
    expect(await other).toMatchObject({ exitCode: 0, stdout: 'fine\n' });
    expect(accepted() - before).toBe(3);
  });

  test('a machine that hears no more ends a script at its deadline', async () => {
    const id = unique();
    const { argv, input } = payloadOf(script(`sleep ${id}`, { timeoutMilliseconds: -29_000 }), 'arc-mark');
    const [program, ...args] = argv;
    const process = startProcess({ program, args, onStdout: () => undefined, onStderr: () => undefined });
    process.write(input);
    await until(() => processesWith(`sleep ${id}`).length > 0);
    await process.ended;
    await expectGone(id);
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

  test(
    'of 200 machines of which 20 hang none is lost, none is ended early or late, and canceling ends them all',
    { timeout: 300_000 },
    async () => {
      const { client, hostLines, runnerWith } = fixture();
      const names = Array.from({ length: 200 }, (_, number) => `m-${number}`);
      client.configure(...hostLines('m-*'), 'KexAlgorithms curve25519-sha256');
      const id = unique();
      const runner = runnerWith({ connectSeconds: 60 });
      const slots = new Semaphore(50);
      const timeoutMilliseconds = 1500;
      /** How long those lasted since they began that sleep for that time by themselves and then end, whatever the load. */
      let controls: number[] = [];
      /** What each came to; of one that hangs, for how many milliseconds it lasted since it began. */
      const round = (hanging: number) => {
        controls = [];
        return Promise.all(
          names.map(async (name, number): Promise<string | number> => {
            if (number % 10 === (hanging + 1) % 10) {
              const run = () => runner.run(target(name), script(`date +%s%3N; sleep 1.5`), quiet());
              const { stdout } = await slots.run(run, quiet());
              controls.push(Date.now() - Number(stdout));
              return name;
            }
            const text = number % 10 === hanging ? `date +%s%3N; sleep ${id}` : `echo ${name}`;
            const run = () => runner.run(target(name), script(text, { timeoutMilliseconds }), quiet());
            try {
              return (await slots.run(run, quiet())).stdout.trim();
            } catch (error) {
              const { failure } = asArcError(error);
              return failure.code === 'RemoteFailed' && failure.exitCode === 124
                ? Date.now() - Number(failure.tail)
                : failure.code;
            }
          }),
        );
      };
      // What has to be ended is given as long again as a script of that length takes: a second to end by itself in.
      const expectInTime = (results: readonly (string | number)[]): void => {
        expect(controls).toHaveLength(20);
        expect(Math.min(...lasted(results))).toBeGreaterThanOrEqual(timeoutMilliseconds);
        expect(Math.max(...lasted(results))).toBeLessThan(2 * Math.max(...controls));
      };
      const lasted = (results: readonly (string | number)[]) => results.filter((each) => typeof each === 'number');
      const expected = (hanging: number) =>
        names.map((name, number): unknown => (number % 10 === hanging ? expect.any(Number) : name));

      const first = await round(3);
      expect(first).toEqual(expected(3));
      expectInTime(first);
      expect(processesWith(id)).toEqual([]);

      // Now with connections that are there.
      const second = await round(7);
      expect(second).toEqual(expected(7));
      expectInTime(second);
      expect(processesWith(id)).toEqual([]);

      // All are asked for at once, and as many run as may.
      for (const count of [50, 200]) {
        const controller = new AbortController();
        const { signal } = controller;
        setMaxListeners(0, signal);
        const run = (name: string) => runner.run(target(name), script(`sleep ${id}`), signal);
        const all = names.slice(-count).map((name) => failureOf(slots.run(() => run(name), signal)));
        await until(() => processesWith(`sleep ${id}`).length >= 50);
        controller.abort();
        const ended = Promise.all(all.map(async (failure) => (await failure).code));
        const codes = await expectBeforeSleep(20, ended);
        expect(codes).toEqual(Array.from({ length: count }, () => 'Canceled'));
        await expectGone(id);
      }
    },
  );
});
