import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proxyBypass } from '../../../../../src/planning/network/bypass/proxyBypass';
import { exitCodes } from '../../../../../src/planning/targets/servers/exitCodes';
import { secretOf, signInOf } from '../../../../../src/planning/targets/servers/onboarding';
import { powershell, withoutPowershell } from '../../../../support/powershell';
import { portOf } from '../../../../support/tlsHost';
import { skipUnless } from '../../../../support/skip';
import { runTogether, type WindowsOutcome, type WindowsRun, WindowsServer } from './windowsServer';
import {
  agentState,
  type Case,
  connectWords,
  expectedCode,
  pairwiseTable,
  scriptsOf,
  siteOf,
  wholeTable,
} from './windowsTable';

/** Awkward in JSON, in a shell and in a code page; its beginning is easy to find again. */
const secret = `s3cr3t-4a1f"'\\\t$(New-Item $env:CANARY)\`é資`;
const closed = Buffer.from(`enc:SID=S-1-5-21-1-2-3-515:${Buffer.from(secret).toString('base64')}`).toString('base64');

const cases = process.env.ARC_TEST_FULL === '1' ? wholeTable() : pairwiseTable();

interface Ran {
  readonly each: Case;
  readonly server: WindowsServer;
  readonly outcome: WindowsOutcome;
  /** What the agent was asked, and what went over the network, in the first run. */
  readonly calls: readonly (readonly string[])[];
  readonly requests: readonly Request[];
  readonly again: WindowsOutcome | undefined;
  readonly callsAgain: readonly (readonly string[])[];
}

interface Request {
  readonly method: string;
  readonly uri: string;
  readonly proxy: string;
  readonly body: string | null;
}

describe(`the Windows scripts in ${cases.length} cases, run`, skipUnless(powershell, withoutPowershell), () => {
  const azure = createServer((_, response) => response.end('{"compute":{"azEnvironment":"AzurePublicCloud"}}'));
  let ran: readonly Ran[] = [];

  beforeAll(async () => {
    azure.listen(0, '127.0.0.1');
    await once(azure, 'listening');
    ran = await runAll(`http://127.0.0.1:${portOf(azure.address())}`);
  }, 3_600_000);

  afterAll(() => {
    azure.close();
    for (const { server } of ran) server[Symbol.dispose]();
  });

  it('end with the exit code that the README gives, and reach every one of them', () => {
    const wrong = ran.filter(({ each, outcome }) => outcome.code !== expectedCode(each));
    expect(
      wrong.map(({ each, outcome }) => ({
        ...each,
        code: outcome.code,
        expected: expectedCode(each),
        output: outcome.output,
      })),
    ).toEqual([]);
    const { unforeseen, notSignedIn, notAllAssociated } = exitCodes;
    const elsewhere: readonly number[] = [unforeseen.code, notSignedIn.code, notAllAssociated.code];
    const reached = new Set(ran.map(({ outcome }) => outcome.code));
    const never = Object.values(exitCodes).filter(({ code }) => !elsewhere.includes(code) && !reached.has(code));
    expect(never).toEqual([]);
  });

  it('connect with exactly the words of the site, once or not at all', () => {
    let connects = 0;
    for (const { each, calls, outcome } of ran) {
      const connected = calls.filter(([verb]) => verb === 'connect');
      const isMeant = reachesConnect(each);
      expect({ each, count: connected.length }).toEqual({ each, count: isMeant ? 1 : 0 });
      if (!isMeant) continue;
      connects++;
      const words = connectWords(each);
      const [call = []] = connected;
      const differing = words.filter((word, at) =>
        typeof word === 'string' ? call[at] !== word : !word.test(call[at] ?? ''),
      );
      expect({ each, count: call.length, differing, output: outcome.output }).toEqual({
        each,
        count: words.length,
        differing: [],
        output: outcome.output,
      });
    }
    expect(connects).toBeGreaterThan(15);
  });

  it('hand the secret to the agent in its file, and leave it nowhere', () => {
    let handed = 0;
    for (const { each, server, outcome } of ran) {
      expect({
        each,
        leaks: server.read('leaks'),
        secrets: outcome.secrets,
        found: secretsIn(server, outcome),
      }).toEqual({ each, leaks: undefined, secrets: [], found: [] });
      const config = server.read('config');
      if (!reachesConnect(each) || !secretOf(siteOf(each).identity)) continue;
      handed++;
      const name = signInOf(siteOf(each).identity) === 'token' ? 'access-token' : 'service-principal-secret';
      expect(JSON.parse(config ?? '{}')).toHaveProperty(name, secret);
    }
    expect(handed).toBeGreaterThan(5);
  });

  it('leave no file and no setting of the console behind, and run nothing of what a value says', () => {
    for (const { each, server, outcome } of ran) {
      expect({ each, left: server.leftovers(), page: outcome.codePage, canary: server.read('canary') }).toEqual({
        each,
        left: [],
        page: each.codePage,
        canary: undefined,
      });
    }
  });

  it('close their folder to others before anything is in it', () => {
    for (const { server } of ran) {
      for (const [folder = '', ...rights] of server.calls('icacls')) {
        expect(folder).toMatch(/\/arc-[0-9a-f-]{36}$/);
        expect(rights).toEqual(['/inheritance:r', '/grant:r', '*S-1-5-32-544:(OI)(CI)F', '*S-1-5-18:(OI)(CI)F']);
      }
    }
  });

  it('report to Azure what failed, and nothing that ended as it should', () => {
    for (const { each, requests, outcome } of ran) {
      const reports = requests.filter(({ uri }) => uri.endsWith('/log'));
      const failed = [
        exitCodes.downloadFailed.code,
        exitCodes.installFailed.code,
        exitCodes.connectFailed.code,
      ] as readonly number[];
      const isMeant = failed.includes(outcome.code);
      expect({ each, reports: reports.length }).toEqual({ each, reports: isMeant ? 1 : 0 });
      if (!isMeant) continue;
      const { azure: place } = siteOf(each);
      expect(JSON.parse(reports[0]?.body ?? '{}')).toMatchObject({
        resourceGroup: place.resourceGroup,
        operation: 'onboarding',
      });
    }
  });

  it('change nothing in a second run', () => {
    const seconds = ran.filter(({ again }) => again);
    expect(seconds.length).toBeGreaterThan(5);
    for (const { each, again, callsAgain } of seconds) {
      const wanted = expectedCode({ ...each, state: 'asWanted', failure: 'nothing' });
      const changes = callsAgain.filter(([verb, what]) => verb === 'connect' || (verb === 'config' && what === 'set'));
      expect({ each, code: again?.code, changes }).toEqual({ each, code: wanted, changes: [] });
    }
  });
});

const reachesConnect = (each: Case): boolean =>
  each.delivery !== 'useGateway' &&
  ['none', 'new', 'old'].includes(each.state) &&
  [exitCodes.done.code, exitCodes.connectFailed.code].some((code) => code === expectedCode(each));

const isRepeated = (each: Case): boolean => reachesConnect(each) && expectedCode(each) === exitCodes.done.code;

async function runAll(metadata: string): Promise<readonly Ran[]> {
  const prepared = cases.map((each) => ({ each, ...serverFor(each, metadata) }));
  const first = await runTogether(prepared.map(({ run }) => run));
  const seen = prepared.map(({ each, run }, index) => ({
    each,
    run,
    outcome: first[index],
    calls: run.server.calls(),
    requests: run.server.records<Request>('requests'),
  }));
  const repeated = seen.filter(({ each }) => isRepeated(each));
  const second = await runTogether(repeated.map(({ run }) => run));
  return seen.flatMap(({ outcome, run: { server }, ...rest }) => {
    const again = second[repeated.findIndex(({ run }) => run.server === server)];
    return outcome ? [{ ...rest, server, outcome, again, callsAgain: server.calls().slice(rest.calls.length) }] : [];
  });
}

/** A server in the state of the case, with what makes its step fail. */
function serverFor(each: Case, metadata: string): { run: WindowsRun } {
  const { state, failure, delivery, codePage, passing } = each;
  const site = siteOf(each);
  const server = new WindowsServer(each.temporary);
  const text = JSON.stringify(agentState(each), undefined, 2);
  server.write('connected', JSON.stringify(agentState({ ...each, state: 'asWanted' })));
  if (state !== 'none') server.install();
  if (state === 'noJson') server.write('state', 'The agent is starting {\n');
  else server.write('state', state === 'wordsAround' ? `WARN[0000] it's "odd [ {\n${text}\nBye }.\n` : text);
  if (state === 'unknown') server.write('fail-show', '');
  const isSet = !['none', 'new', 'old'].includes(state);
  if (isSet) {
    server.write('proxy', `${state === 'otherProxy' ? 'http://other.example:1' : (site.network.proxyUrl ?? '')}\n`);
    server.write('bypass', `[${state === 'otherBypass' ? 'ArcData' : proxyBypass(site).text.replaceAll(',', ' ')}]\n`);
    server.write('connection-type', state === 'untold' ? 'direct\n' : 'default\n');
  }
  const [script, ...beside] = scriptsOf(each);
  if (!script) throw new Error(`There is no script for ${JSON.stringify(each)}.`);
  for (const file of beside) server.place(file);
  const files: Readonly<Partial<Record<Case['failure'], string>>> = {
    administrator: 'not-admin',
    download: 'fail-download',
    install: 'fail-install',
    emptyInstall: 'empty-install',
    icacls: 'fail-icacls',
    setting: 'fail-setting',
    connect: 'fail-connect',
  };
  const file = files[failure];
  if (file !== undefined) server.write(file, '');
  if (failure !== 'certificate') server.write('cert/LocalMachine/My/0123456789ABCDEF0123456789ABCDEF01234567', '');
  const env: Record<string, string> = failure === 'azureVm' ? { METADATA: metadata } : {};
  server.write('secret', secret.slice(0, 11));
  if (failure !== 'secret') {
    const need = secretOf(site.identity);
    if (delivery === 'configurationManager') server.write('task-sequence', secret);
    else if (delivery === 'groupPolicy') server.write('share/encryptedServicePrincipalSecret', closed);
    else if (need && delivery === 'file') env[need.variable] = secret;
  }
  return { run: { server, script, codePage, passing, env } };
}

/** Where the secret can be read after the run. */
function secretsIn(server: WindowsServer, { output }: WindowsOutcome): readonly string[] {
  const given = ['config', 'secret', 'task-sequence', 'typed'];
  const names = readdirSync(server.root, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => !given.includes(name) && statSync(join(server.root, name)).isFile());
  const holds = (text: string): boolean => text.includes(secret.slice(0, 11));
  return [
    ...files.filter((name) => holds(readFileSync(join(server.root, name), 'utf8'))),
    ...(holds(output) ? ['output'] : []),
  ];
}
