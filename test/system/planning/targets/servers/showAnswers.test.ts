import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windowsScript } from '../../../../../src/planning/targets/servers/windows';
import { plain } from '../../../../unit/planning/targets/servers/sites';
import { powershell, withoutPowershell } from '../../../../support/powershell';
import { skipUnless } from '../../../../support/skip';
import { connectedState, LinuxServer } from './linuxServer';
import { runTogether, type WindowsOutcome, WindowsServer } from './windowsServer';

const { gateway } = plain;
const state = { ...connectedState(), gatewayUrl: `https://${gateway.endpoint}` };
const line = JSON.stringify(state);
const pretty = JSON.stringify(state, undefined, 2);
const indented = pretty.replaceAll(/^/gm, '    ');
const [done, unknown] = [0, 58];

/** What an agent says before, after and around its answer, and what both scripts have to make of it. */
const answers: readonly (readonly [name: string, answer: string, code: number])[] = [
  ['an object alone', pretty, done],
  ['one line', line, done],
  ['indented lines', indented, done],
  ['words before', `WARN[0000] the log is full\n${pretty}`, done],
  ['words with a brace before', `WARN[0000] it's "odd [ {\n${pretty}\nBye }.\n`, done],
  ['words with colors before', `\u001b[36mINFO\u001b[0m reading…\n${line}\n`, done],
  ['a line of a log that is JSON before', `{"level":"info","msg":"reading {"}\n${pretty}`, done],
  ['several such lines around', `{"level":"info"}\n{"level":"warn","status":""}\n${line}\n{"level":"info"}`, done],
  ['line ends of Windows', `Note\r\n${pretty.replaceAll('\n', '\r\n')}\r\n`, done],
  ['a brace on a line of its own after', `${line}\nBye\n}`, done],
  [
    'a text with braces and quotes',
    JSON.stringify({ note: '"},{"status":"Error","a\\":[', ...state, more: '{\\"' }),
    done,
  ],
  ['a nested status before its own', JSON.stringify({ parts: [{ status: 'running' }], ...state }, undefined, 2), done],
  ['words on the line of the object', `INFO ${line}`, unknown],
  ['an object that is cut off', pretty.slice(0, -3), unknown],
  ['an object that is cut off behind a nested one', `{\n"services": [\n{"status": "Connected"},\n`, unknown],
  ['a brace that opens words', `{ odd\n${pretty}`, unknown],
  ['no status', '{"level":"info"}', unknown],
  ['a nested status alone', '{"parts":[\n{"status":"Connected"}\n]}', unknown],
  ['nothing', '', unknown],
];

describe('what the agent says of itself', () => {
  let windows: readonly WindowsOutcome[] = [];
  const servers: WindowsServer[] = [];

  beforeAll(async () => {
    if (powershell === undefined) return;
    const script = windowsScript(plain);
    for (const [, answer] of answers) {
      const server = new WindowsServer();
      servers.push(server);
      server.install();
      server.write('state', answer);
    }
    windows = await runTogether(servers.map((server) => ({ server, script })));
  }, 600_000);

  afterAll(() => {
    for (const server of servers) server[Symbol.dispose]();
  });

  it.each(answers)('is read by bash: %s', async (_, answer, code) => {
    using server = new LinuxServer();
    server.install();
    server.write('state', answer);
    const outcome = await server.run(plain);
    expect({ code: outcome.code, output: outcome.output }).toEqual({ code, output: outcome.output });
    expect(server.calls('connect')).toEqual([]);
  });

  it('is read by PowerShell alike', skipUnless(powershell, withoutPowershell), () => {
    const seen = answers.map(([name], index) => [name, windows[index]?.code, windows[index]?.output]);
    expect(seen).toEqual(answers.map(([name, , code], index) => [name, code, windows[index]?.output]));
  });
});
