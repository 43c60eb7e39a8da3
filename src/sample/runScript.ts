import { isRecord } from '../kernel/isRecord';
import { agentLogs } from './agentLogs';
import { isConnectionTypeScript, connectionTypeOutput } from './agentConnection';
import { isServiceScript, serviceOutput } from './agentServices';
import { azcmagentShow } from './azcmagentShow';
import { isProbe, probeOutput } from './probeOutput';
import { isVerification, verificationOutput } from './verificationOutput';
import { type Json, valueAt } from './http';
import type { Store, StoredResource } from './store';

export interface ScriptRun {
  readonly seconds: number;
  /** The instance view; times in Unix milliseconds. */
  readonly view: (started: number, finished: number) => Json;
}

/** Azure keeps the end of the output. */
const outputLimit = 4096;
const usualSeconds = 2;

/**
 * Simulates the product's own scripts, and scripts whose every line is an `echo`, `seq`, `sleep` or `exit`. Any other
 * script succeeds without output.
 */
export function runScript(store: Store, machine: StoredResource, script: string, timeoutSeconds: number): ScriptRun {
  if (blocksRunCommands(machine)) {
    const handler = valueAt(machine, 'properties.osType') === 'windows' ? 'Windows' : 'Linux';
    const message = `The extension Microsoft.CPlat.Core.RunCommandHandler${handler} is in the block list of the agent.`;
    return { seconds: usualSeconds, view: view({ state: 'Failed', message, exitCode: 0 }) };
  }
  const answer = answerOf(script);
  if (answer) {
    return {
      seconds: usualSeconds,
      view: (started, finished) =>
        view({ state: 'Succeeded', exitCode: 0, ...outputsOf(answer(store, machine, finished)) })(started, finished),
    };
  }
  const { seconds, exitCode, output } = simulate(script);
  if (seconds > timeoutSeconds)
    return { seconds: timeoutSeconds, view: view({ state: 'TimedOut', exitCode: 0, output }) };
  return {
    seconds: Math.max(seconds, usualSeconds),
    view: view({ state: exitCode === 0 ? 'Succeeded' : 'Failed', exitCode, output }),
  };
}

interface Outputs {
  readonly output: string;
  readonly error?: string;
}

/** A text is the standard output. */
type Answer = (store: Store, machine: StoredResource, now: number) => string | Outputs;

const outputsOf = (answer: string | Outputs): Outputs => (typeof answer === 'string' ? { output: answer } : answer);

/** Checks the more specific scripts first. */
function answerOf(script: string): Answer | undefined {
  if (isVerification(script)) return verificationOutput;
  if (isConnectionTypeScript(script)) return (store, machine) => connectionTypeOutput(store, machine, script);
  if (isServiceScript(script)) return (store, machine) => serviceOutput(store, machine, script);
  if (isProbe(script)) return (_, machine) => probeOutput(machine, script);
  if (/\bazcmagent(?:\.exe)?"?\s+show\b/.test(script)) return azcmagentShow;
  return script.includes('arcproxy.log') ? () => agentLogs : undefined;
}

function blocksRunCommands(machine: StoredResource): boolean {
  const list = valueAt(machine, 'properties.agentConfiguration.extensionsBlockList');
  return Array.isArray(list) && list.some((each) => isRecord(each) && /runcommandhandler/i.test(String(each.type)));
}

const command = /^(echo|seq|sleep|exit) ([\w .-]+)$/;

function simulate(script: string): { readonly seconds: number; readonly exitCode: number; readonly output: string } {
  const result = { seconds: 0, exitCode: 0, output: '' };
  const lines = script.split('\n').filter((line) => line.trim() !== '');
  if (!lines.every((line) => command.test(line))) return result;
  for (const line of lines) {
    const [, verb, words = ''] = command.exec(line) ?? [];
    if (verb === 'echo') result.output += `${words}\n`;
    if (verb === 'seq') result.output += Array.from({ length: Number(words) }, (_, index) => `${index + 1}\n`).join('');
    if (verb === 'sleep') result.seconds += Number(words);
    if (verb === 'exit') return { ...result, exitCode: Number(words) };
  }
  return result;
}

interface ScriptResult {
  readonly state: 'Succeeded' | 'Failed' | 'TimedOut';
  readonly exitCode: number;
  readonly message?: string;
  readonly output?: string;
  readonly error?: string;
}

const view =
  ({ state, exitCode, message = '', output = '', error = '' }: ScriptResult) =>
  (started: number, finished: number): Json => ({
    executionState: state,
    executionMessage: message,
    exitCode,
    output: output.slice(-outputLimit),
    error: error.slice(-outputLimit),
    startTime: new Date(started).toISOString(),
    endTime: new Date(finished).toISOString(),
  });
