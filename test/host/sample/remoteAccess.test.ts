import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ArcError, asArcError } from '../../../src/kernel/errors';
import type { RemoteOutcome, RemoteScript, RemoteTarget } from '../../../src/kernel/ports';
import { say } from '../../../src/kernel/text/boxText';
import { ConsentedRemoteAccess } from '../../../src/remoteAccess/consent/consentedRemoteAccess';
import type { SshTarget } from '../../../src/remoteAccess';
import type { CreateRunners } from '../../../src/remoteAccess/consent/runners';

const targetOf = (name: string): RemoteTarget => ({
  resourceId: `/subscriptions/s/machines/${name}`,
  name,
  os: 'linux',
});
const web = targetOf('web-01');
const sql = targetOf('sql-01');

const script = (title: string, text = 'true'): RemoteScript => ({
  title,
  shell: 'bash',
  text,
  isElevated: true,
  timeoutMilliseconds: 1000,
  outputLimit: 1000,
});
const look = script('look at the agent');

/** What the person is asked, in order, and what they answer: a label's beginning, a typed text, a button, or nothing. */
async function answering<T>(answers: readonly (string | undefined)[], work: () => Promise<T>) {
  const left = [...answers];
  const asked: string[] = [];
  const next = (question: string): string | undefined => {
    asked.push(question);
    assert.ok(left.length > 0, `Nobody expected to be asked: ${question}`);
    return left.shift();
  };
  const window = vscode.window as unknown as Record<string, unknown>;
  const substitutes: Readonly<Record<string, unknown>> = {
    showQuickPick: async (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) => {
      const answer = next(`pick: ${options.title}`);
      return items.find(({ label }) => answer !== undefined && label.replace(/^\$\(\S+\) /, '').startsWith(answer));
    },
    showInputBox: async (options: vscode.InputBoxOptions) => {
      const answer = next(
        options.password === true
          ? `secret: ${options.title}: ${options.prompt}`
          : `input: ${options.prompt} [${options.value ?? ''}]`,
      );
      return answer === '' ? options.value : answer;
    },
    showWarningMessage: async (message: string, options: vscode.MessageOptions) =>
      next(`${message}\n${options.detail}`),
  };
  const originals = Object.fromEntries(Object.keys(substitutes).map((name) => [name, window[name]]));
  Object.assign(window, substitutes);
  try {
    const result = await work().catch((error: unknown) => asArcError(error));
    assert.deepEqual(left, []);
    return { result, asked };
  } finally {
    Object.assign(window, originals);
  }
}

/** A memory that lasts as long as the test. */
function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: async (key: string, value: unknown) => void values.set(key, value),
  } as vscode.Memento;
}

const done: RemoteOutcome = { exitCode: 0, stdout: '', stderr: '', isTruncated: false };

/** Runners that say what they ran, and where ssh was told to go. */
function recorded(state = memento(), isTrusted = true) {
  const ran: string[] = [];
  const keys = { known: true, accepted: 0 };
  let find: (target: RemoteTarget) => SshTarget = () => assert.fail();
  const runner = <W extends 'ssh' | 'local' | 'runCommand'>(transport: W) => ({
    transport,
    commandLine: ({ name }: RemoteTarget) => `${transport} ${name}`,
    run: async (target: RemoteTarget, { title }: RemoteScript) => {
      const where = transport === 'ssh' ? find(target) : undefined;
      if (transport === 'ssh' && !keys.known)
        throw new ArcError({ code: 'HostKey', host: 'h', isUnknown: true }, 'unknown');
      const typed = where?.ask && (await where.ask('Password: '));
      if (typed === 'wrong') throw new ArcError({ code: 'RemoteAuth', host: 'h' }, 'not accepted');
      ran.push(
        [transport, where?.address.host ?? target.name, title, ...(typed === undefined ? [] : [typed])].join(' '),
      );
      return done;
    },
  });
  const create: CreateRunners = (finder) => {
    find = finder;
    const accept = async (): Promise<void> => {
      keys.known = true;
      keys.accepted += 1;
    };
    return {
      ssh: {
        ...runner('ssh'),
        dispose: async () => undefined,
        learnHostKey: async () => ({ host: 'h', type: 'ssh-ed25519', fingerprint: 'SHA256:abc', accept }),
      },
      local: runner('local'),
      runCommand: runner('runCommand'),
    };
  };
  const remoteAccess = new ConsentedRemoteAccess(state, create, () => isTrusted);
  const open = async (targets: readonly RemoteTarget[], scripts: readonly RemoteScript[]) => {
    const session = await remoteAccess.open(targets, scripts);
    for (const target of targets)
      for (const each of scripts) await session.run(target, each, new AbortController().signal);
    return session;
  };
  return { remoteAccess, open, ran, keys };
}

describe('remote access', () => {
  const made: ConsentedRemoteAccess[] = [];
  const fresh = (...args: Parameters<typeof recorded>) => {
    // One document provider at a time.
    for (const each of made.splice(0)) each.dispose();
    const all = recorded(...args);
    made.push(all.remoteAccess);
    return all;
  };
  after(() => {
    for (const each of made) each.dispose();
  });

  it('asks for the way once, shows what will run, and remembers both', async () => {
    const state = memento();
    const first = fresh(state);
    const { asked } = await answering(['SSH', '', 'Run'], () => first.open([web], [look]));
    assert.match(asked[0] ?? '', /^pick: How to reach the machine web-01/);
    assert.match(asked[1] ?? '', /^input: .* \[web-01\]$/);
    assert.match(
      asked[2] ?? '',
      /^Run this on web-01\?\n• look at the agent \(as root or an administrator\)\n\nOver SSH: web-01\n\nThe editor shows the commands\. /,
    );
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^# web-01\nssh web-01\n/m);
    assert.deepEqual(first.ran, ['ssh web-01 look at the agent']);
    const later = fresh(state);
    await answering([], () => later.open([web], [look]));
    assert.deepEqual(later.ran, first.ran);
    await answering(['Run'], () => later.open([web], [script('look at the agent', 'something else')]));
    await answering(['Run'], () => later.open([web], [look, script('another')]));
  });

  it('runs nothing when the person does not want it, and nothing that was not shown', async () => {
    const { open, remoteAccess, ran } = fresh();
    const { result } = await answering(['Azure run command', undefined], () => open([web], [look]));
    assert.equal((result as ArcError).code, 'Canceled');
    assert.deepEqual(ran, []);
    const { result: session } = await answering(['Run'], () => remoteAccess.open([web], [look]));
    assert.ok('run' in session);
    await assert.rejects(session.run(web, script('other'), new AbortController().signal), { code: 'Bug' });
    assert.equal(session.transportOf(web), 'runCommand');
  });

  it('takes the host that a document gives, shows it, and follows the document until the person chooses', async () => {
    const state = memento();
    const { open, ran, remoteAccess } = fresh(state);
    const given = (host: string): RemoteTarget => ({ ...web, host });
    const { asked } = await answering(['Run'], () => open([given('admin@10.0.0.4')], [look]));
    assert.match(asked[0] ?? '', /\nOver SSH: web-01 \(admin@10\.0\.0\.4\)\n/);
    await answering([], () => open([given('admin@10.0.0.4')], [look]));
    const { asked: again } = await answering(['Run'], () => open([given('10.0.0.5')], [look]));
    assert.match(again[0] ?? '', /Over SSH: web-01 \(10\.0\.0\.5\)/);
    await answering(['SSH', 'gate'], () => remoteAccess.chooseConnection(web));
    await answering(['Run'], () => open([given('10.0.0.6')], [look]));
    assert.deepEqual(
      ran,
      ['10.0.0.4', '10.0.0.4', '10.0.0.5', 'gate'].map((host) => `ssh ${host} look at the agent`),
    );
  });

  it('asks once for many machines', async () => {
    const { open, ran } = fresh();
    const { asked } = await answering(['SSH', 'admin@{name}.corp.example', 'Run'], () => open([web, sql], [look]));
    assert.match(asked[0] ?? '', /How to reach 2 machines/);
    assert.deepEqual(ran, ['ssh web-01.corp.example look at the agent', 'ssh sql-01.corp.example look at the agent']);
  });

  it('shows the commands and scripts as they will run, each machine with those for its system alone', async () => {
    const { remoteAccess } = fresh();
    const powershell: RemoteScript = { ...look, shell: 'powershell', text: 'Get-Agent' };
    const windows: RemoteTarget = { ...sql, os: 'windows' };
    const { asked } = await answering(['Azure run command', 'Read first', 'Run on 2 machines'], () =>
      remoteAccess.open([web, windows], [look, powershell], say`Nothing is changed.`),
    );
    assert.match(
      asked[1] ?? '',
      /machines\?\n• look at the agent \(as root or an administrator\)\n\nNothing is changed\.\n\nBy Azure run command: web-01, sql-01/,
    );
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^# To look at the agent\n[^\n]*\n\n# web-01\nrunCommand web-01\n/);
    assert.deepEqual(text.match(/^(?:# (?:web|sql)-01|true|Get-Agent)$/gm), [
      '# web-01',
      'true',
      '# sql-01',
      'Get-Agent',
    ]);
    await answering([], () => remoteAccess.open([web, windows], [look, powershell]));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('lets a person compare an unknown host key, and connects when they trust it', async () => {
    const { open, keys, ran } = fresh();
    keys.known = false;
    const refused = await answering(['SSH', '', 'Run', 'Skip this machine'], () => open([web], [look]));
    assert.match(refused.asked.at(-1) ?? '', /host key of web-01 \(h\).*\nssh-ed25519\nSHA256:abc/);
    assert.equal((refused.result as ArcError).code, 'HostKey');
    assert.deepEqual([keys.accepted, ran], [0, []]);
    await answering(['Trust this key'], () => open([web], [look]));
    assert.deepEqual([keys.accepted, ran], [1, ['ssh web-01 look at the agent']]);
  });

  it('shows one unknown host key at a time, though two sessions meet some, and one that both meet once', async () => {
    const { open, keys, ran } = fresh();
    await answering(['SSH', '{name}', 'Run'], () => open([web, sql], [look]));
    keys.known = false;
    const gates: (() => void)[] = [];
    const shown: string[] = [];
    const { showWarningMessage } = vscode.window;
    const window = vscode.window as unknown as Record<string, unknown>;
    window.showWarningMessage = async (message: string) => {
      shown.push(/host key of (\S+)/.exec(message)?.[1] ?? message);
      await new Promise<void>((resolve) => gates.push(resolve));
      return shown.length === 1 ? 'Skip all with new keys' : 'Trust this key';
    };
    try {
      const all = [[web], [sql, web], [web]].map((targets) =>
        open(targets, [look]).catch((error: unknown) => asArcError(error).code),
      );
      const answer = async (count: number): Promise<void> => {
        while (gates.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
        await new Promise((resolve) => setTimeout(resolve, 50));
        assert.equal(gates.length, count);
        gates[count - 1]?.();
      };
      await answer(1);
      await answer(2);
      const [first, second, third] = await Promise.all(all);
      // Who wants to see no more keys in one session still sees those of another.
      assert.deepEqual([first, third, typeof second], ['HostKey', 'HostKey', 'object']);
      assert.deepEqual([shown, keys.accepted], [['web-01', 'sql-01'], 1]);
      assert.equal(ran.length, 4);
    } finally {
      window.showWarningMessage = showWarningMessage;
    }
  });

  it('takes a password only where that was chosen, once', async () => {
    const { open, ran } = fresh();
    const { asked } = await answering(['SSH with a password', 'admin@web', 'Run', 'geheim'], () =>
      open([web], [look, script('b')]),
    );
    assert.equal(asked.at(-1), 'secret: SSH to web-01 (admin@web): Password');
    assert.deepEqual(ran, ['ssh web look at the agent geheim', 'ssh web b geheim']);
  });

  it('gives a password to the machine it was typed for alone, though another asks with the same words', async () => {
    const { open, ran } = fresh();
    const { asked } = await answering(['SSH with a password', '{name}', 'Run', 'of web', 'of sql'], () =>
      open([web, sql], [look]),
    );
    assert.deepEqual(asked.slice(-2), ['secret: SSH to web-01: Password', 'secret: SSH to sql-01: Password']);
    assert.deepEqual(ran, ['ssh web-01 look at the agent of web', 'ssh sql-01 look at the agent of sql']);
  });

  it('asks again for a password that was wrong or not given, and for no other', async () => {
    const { open, ran } = fresh();
    await answering(['SSH with a password', '{name}', 'Run', 'of web', 'wrong'], () => open([web, sql], [look]));
    await answering([undefined], () => open([web, sql], [look]));
    await answering(['of sql'], () => open([web, sql], [look]));
    assert.deepEqual(ran.slice(-2), ['ssh web-01 look at the agent of web', 'ssh sql-01 look at the agent of sql']);
  });

  it('forgets, and asks again', async () => {
    const { open, remoteAccess } = fresh();
    await answering(['This machine', 'Run'], () => open([web], [look]));
    assert.equal(await remoteAccess.forgetConnection(web), true);
    assert.equal(await remoteAccess.forgetConnection(web), false);
    await answering(['Azure run command'], () => remoteAccess.chooseConnection(web));
    const { asked } = await answering(['Run'], () => open([web], [look]));
    assert.match(asked[0] ?? '', /By Azure run command: web-01/);
  });

  it('runs nothing from a workspace that is not trusted', async () => {
    const { open } = fresh(memento(), false);
    const { result } = await answering([], () => open([web], [look]));
    assert.equal((result as ArcError).code, 'Unsupported');
  });
});
