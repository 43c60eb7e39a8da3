import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ArcApi, RemoteScript, RunCommand } from '../../../src/kernel/ports';
import { createRunCommandRunner } from '../../../src/remoteAccess';
import {
  type Answer,
  apiOver,
  bodyOf,
  branches,
  failureOf,
  machineId,
  production,
  quiet,
  sampleTenant,
  scripted,
  settle,
} from './support';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const command = (script: string, timeoutSeconds = 60): RunCommand => ({ script, timeoutSeconds });
const machineIn = (subscription: string, group: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.HybridCompute/machines/${name}`;

/** The sample tenant, and what was asked of its run commands. */
function sample(): { readonly api: ArcApi; readonly asked: string[]; readonly left: () => Promise<unknown> } {
  const tenant = sampleTenant();
  const client = tenant.asHttpClient();
  const asked: string[] = [];
  const api = apiOver({
    sendRequest: (request) => {
      const { pathname } = new URL(request.url);
      if (/runCommands/i.test(pathname)) asked.push(request.method);
      return client.sendRequest(request);
    },
  });
  const left = async () => {
    const url = `https://management.azure.com${machineId}/runCommands?api-version=2025-01-13`;
    const { body } = await tenant.handle({ method: 'GET', url, headers: { authorization: 'Bearer t' } });
    return (JSON.parse(body) as { readonly value: unknown }).value;
  };
  return { api, asked, left };
}

describe('a run command in the sample tenant', () => {
  test('brings what the script printed, and is deleted', async () => {
    const { api, asked, left } = sample();
    const outcome = await settle(api.runCommand(machineId, command('echo hello\nexit 3'), quiet()));
    expect(outcome).toEqual({ exitCode: 3, stdout: 'hello\n', stderr: '', isTruncated: false });
    expect([asked[0], asked.at(-1), await left()]).toEqual(['PUT', 'DELETE', []]);
  });

  test('reads the agent’s report', async () => {
    const { stdout } = await settle(sample().api.runCommand(machineId, command('azcmagent show -j'), quiet()));
    expect(JSON.parse(stdout)).toMatchObject({ resourceName: 'web-ber-01', status: 'Connected' });
  });

  test('says when Azure kept only the end of the output', async () => {
    const outcome = await settle(sample().api.runCommand(machineId, command('seq 5000'), quiet()));
    expect(outcome.isTruncated).toBe(true);
    expect(outcome.stdout).toMatch(/4999\n5000\n$/);
  });

  test('that takes too long fails, and is deleted', async () => {
    const { api, left } = sample();
    const error = await settle(failureOf(api.runCommand(machineId, command('sleep 500', 10), quiet())));
    expect(error.failure).toMatchObject({ code: 'RemoteFailed', exitCode: 124 });
    expect(error.message).toContain('10 seconds');
    expect(await left()).toEqual([]);
  });

  test('that is canceled is taken back before that is said', async () => {
    const { api, asked, left } = sample();
    const controller = new AbortController();
    const failure = failureOf(api.runCommand(machineId, command('sleep 500', 600), controller.signal));
    await vi.advanceTimersByTimeAsync(5000);
    expect(await left()).toHaveLength(1);
    controller.abort();
    expect((await settle(failure)).code).toBe('Canceled');
    expect([asked.at(-1), await left()]).toEqual(['DELETE', []]);
  });

  test('is not tried where the machine blocks it, or is not there', async () => {
    const { api, asked } = sample();
    const of = (id: string) => settle(failureOf(api.runCommand(id, command('echo x'), quiet())));
    const blocked = await of(machineIn(branches, 'rg-plants', 'plc-gw-got-01'));
    expect(blocked.code).toBe('Forbidden');
    expect(blocked.message).toContain('extensions.blocklist');
    const disconnected = await of(machineIn(production, 'rg-sql-prod', 'sql-muc-03'));
    expect(disconnected.code).toBe('Precondition');
    expect(disconnected.message).toContain('Disconnected');
    expect((await of(`${machineId}-x`)).code).toBe('NotFound');
    expect((await of('/subscriptions/x')).code).toBe('InvalidInput');
    expect(asked).toEqual([]);
  });
});

/** An Azure whose run command fares as told. */
function faring(view: unknown, more: { readonly state?: string; readonly remove?: Answer } = {}) {
  const requests: { readonly method: string; readonly body: string }[] = [];
  const client = scripted((request) => {
    const { method, url } = request;
    requests.push({ method, body: bodyOf(request) });
    if (method === 'DELETE') return more.remove ?? { status: 204 };
    if (!url.includes('runCommands')) return { status: 200, body: { location: 'westeurope', properties: {} } };
    if (method === 'PUT') return { status: 201, body: {} };
    const properties = { provisioningState: more.state ?? 'Updating', instanceView: view };
    return { status: 200, body: { properties } };
  });
  return { api: apiOver(client), requests };
}

describe('a run command that Azure ends', () => {
  const failing = (view: unknown, state?: string) =>
    settle(
      failureOf(faring(view, state === undefined ? {} : { state }).api.runCommand(machineId, command('true'), quiet())),
    );

  test('because the agent blocks it after all', async () => {
    const executionMessage = 'Extension microsoft.cplat.core/runcommandhandlerlinux is not allowed.';
    expect((await failing({ executionState: 'Failed', executionMessage })).code).toBe('Forbidden');
  });

  test('with a reason, without what a terminal would obey', async () => {
    const error = await failing({ executionState: 'Failed', executionMessage: 'Disk \u001b[31mfull' });
    expect(error.failure).toEqual({ code: 'RemoteFailed', exitCode: 1, tail: 'Disk full' });
  });

  test('before it had a view', async () => {
    expect((await failing(undefined, 'Failed')).code).toBe('RemoteFailed');
  });

  test('because somebody took it back', async () => {
    expect((await failing({ executionState: 'Canceled' })).code).toBe('OperationFailed');
  });

  test('never: it is given up after its time and that of its way', async () => {
    const { api, requests } = faring({ executionState: 'Pending' });
    const started = performance.now();
    const error = await settle(failureOf(api.runCommand(machineId, command('true', 60), quiet())));
    expect(error.failure).toMatchObject({ code: 'RemoteFailed', exitCode: 124 });
    expect(Math.round((performance.now() - started) / 10_000)).toBe(24);
    expect(requests.at(-1)?.method).toBe('DELETE');
  });

  test('but that it cannot delete is said by name when it may still run', async () => {
    const { api } = faring(
      { executionState: 'TimedOut' },
      { remove: { status: 403, body: { error: { code: 'x', message: 'no' } } } },
    );
    const error = await settle(failureOf(api.runCommand(machineId, command('true'), quiet())));
    expect(error.message).toMatch(/The run command arc-[0-9a-f-]{18} on web-ber-01 could not be deleted/);
  });
});

describe('the way by run command', () => {
  const script: RemoteScript = {
    title: 'look',
    shell: 'bash',
    text: 'echo hello\r\n',
    isElevated: true,
    timeoutMilliseconds: 59_001,
    outputLimit: 1,
  };

  test('sends the script as it is, with its time in seconds', async () => {
    const { api, requests } = faring({ executionState: 'Succeeded', exitCode: 0, output: 'a\u001b[0mb' });
    const runner = createRunCommandRunner(async () => api);
    const target = { resourceId: machineId, name: 'web-ber-01', os: 'linux' } as const;
    expect(await settle(runner.run(target, script, quiet()))).toMatchObject({ stdout: 'ab' });
    const put = requests.find(({ method }) => method === 'PUT');
    expect(JSON.parse(put?.body ?? '')).toEqual({
      location: 'westeurope',
      properties: { source: { script: 'echo hello\n' }, asyncExecution: false, timeoutInSeconds: 60 },
    });
    expect(runner.commandLine(target, script)).toContain(`${machineId}/runCommands/arc-`);
  });

  test('is none for a server that Azure does not know', async () => {
    const runner = createRunCommandRunner(async () => faring({}).api);
    const error = await failureOf(runner.run({ name: 'new-01', os: 'linux' }, script, quiet()));
    expect(error.code).toBe('Unsupported');
  });
});
