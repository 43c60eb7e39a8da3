import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { powershell } from '../../../support/powershell';
import { runScripts, type ScriptRun } from '../../../support/powershellRuns';
import { sameResource } from '../../../../src/kernel/resources';
import { allPairs } from '../../../unit/patching/engine/pairs';
import { randomOf } from './powershellCommands';
import { makeConnect } from './powershellConnects';
import { makeNamedScript, nameShapes, otherGateway } from './powershellNames';
import { direct } from '../../../unit/patching/engine/sites';

const seed = Number(process.env.WORDS_SEED ?? 1);
/** What a script did, with `--gateway-id` and its value taken out of every connect, and those values. */
function withoutGateway({ calls, failure }: ScriptRun): {
  readonly gateways: readonly string[];
  readonly rest: unknown;
} {
  const gateways: string[] = [];
  const rest = calls.map((words) => {
    if (words[0] !== 'azcmagent' || words[1] !== 'connect') return words;
    const at = words.findIndex((word) => /^--gateway-id(=|$)/.test(word));
    const [flag = '', next = ''] = at < 0 ? ['=none'] : words.slice(at);
    const isJoined = flag.includes('=');
    gateways.push(isJoined ? flag.replace(/^[^=]*=/, '') : next);
    return at < 0 ? words : words.toSpliced(at, isJoined ? 1 : 2);
  });
  return { gateways, rest: { calls: rest, failure } };
}

/** A variable that held the script's own gateway may hold the document's. */
const normal = (rest: unknown): string => JSON.stringify(rest).replaceAll(otherGateway, direct.gateway.id);

describe.skipIf(powershell === undefined)('patched PowerShell, run', () => {
  it('connects with the gateway of the document, whatever its variables are called', async () => {
    const made = Array.from({ length: 2600 }, (_, index) => makeNamedScript(randomOf(seed * 1_000_000 + index)));
    const pairs = made.flatMap(({ text, shapes }) => {
      const outcome = patchScript(text, direct, 'x.ps1');
      return outcome.ok ? [{ shapes, before: text, after: outcome.value.text }] : [];
    });
    const runs = await runScripts(
      pairs.flatMap(({ before, after }) => [before, after]),
      true,
    );
    const counts = new Map<string, number>();
    let connected = 0;
    const wrong = pairs.flatMap(({ before, after, shapes }, index) => {
      const [was, is] = [runs[2 * index], runs[2 * index + 1]];
      if (!was || !is || was.failure !== '') return [];
      const [original, patched] = [withoutGateway(was), withoutGateway(is)];
      if (original.gateways.length === 0) return [];
      connected += 1;
      for (const shape of shapes) counts.set(shape, (counts.get(shape) ?? 0) + 1);
      const isRight =
        patched.gateways.length === original.gateways.length &&
        patched.gateways.every((gateway) => gateway === direct.gateway.id) &&
        normal(patched.rest) === normal(original.rest);
      return isRight ? [] : [{ before, after, was: original, is: patched }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(connected).toBeGreaterThanOrEqual(2000);
    // Each way to take a name, and each place to connect from, was seen.
    expect(nameShapes.filter((shape) => (counts.get(shape) ?? 0) < 15)).toEqual([]);
  }, 300_000);

  it('gives every program what it got, in what people have', async () => {
    const cases = allPairs().filter(({ name }) => name.endsWith('.ps1'));
    const runs = await runScripts(cases.flatMap(({ before, patched }) => [before, patched.text].map(withoutWindows)));
    let connected = 0;
    const wrong = cases.flatMap(({ name, patched }, index) => {
      const [was, is] = [runs[2 * index], runs[2 * index + 1]];
      if (!was || !is) throw new Error(`${name} was not run`);
      const [original, result] = [withoutGateway(was), withoutGateway(is)];
      connected += original.gateways.length;
      const isRight =
        result.gateways.length === original.gateways.length &&
        result.gateways.every((gateway) => sameResource(gateway, direct.gateway.id)) &&
        was.failure === is.failure &&
        isSameButForTheProxy(was.calls, is.calls) &&
        (isToldAlways(is.calls) || patched.notes.some(({ code }) => code.startsWith('proxy.')));
      return isRight ? [] : [{ name, text: patched.text, was, is }];
    });
    expect(wrong).toEqual([]);
    expect(connected).toBeGreaterThan(25);
  }, 120_000);

  it('gives connect the words that it got, however they are written', async () => {
    const made = Array.from({ length: 280 }, (_, index) => makeConnect(randomOf(seed * 2_000_000 + index)));
    const pairs = made.flatMap((text) => {
      const outcome = patchScript(text, direct, 'x.ps1');
      return outcome.ok ? [{ before: text, after: outcome.value.text }] : [];
    });
    const runs = await runScripts(pairs.flatMap(({ before, after }) => [before, after]));
    let connected = 0;
    const wrong = pairs.flatMap(({ before, after }, index) => {
      const [was, is] = [runs[2 * index], runs[2 * index + 1]];
      if (!was || !is) throw new Error(`not run: ${before}`);
      // PowerShell does not take every word twice.
      if (was.failure !== '') return [];
      connected += 1;
      const [original, patched] = [withoutGateway(was), withoutGateway(is)];
      const isRight =
        original.gateways.length === 1 &&
        patched.gateways.length === 1 &&
        patched.gateways[0] === direct.gateway.id &&
        JSON.stringify(patched.rest) === JSON.stringify(original.rest);
      return isRight ? [] : [{ before, after, was, is }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(connected).toBeGreaterThan(200);
  }, 180_000);
});

/** What only Windows has, as something that runs here: the check for an administrator. */
const withoutWindows = (text: string): string =>
  text.replace(/\(\[Security\.Principal\.WindowsPrincipal\][^\n]*?\)\.IsInRole\([^\n]*?\)/gi, '$true');

const isSetting = (words: readonly string[]): boolean =>
  words[0] === 'azcmagent' && words.slice(1, 4).join(' ') === 'config set proxy.url';

/** Whether each connect follows a setting or an install script that has the proxy. */
function isToldAlways(calls: ScriptRun['calls']): boolean {
  let isTold = false;
  return calls.every((words) => {
    isTold ||= words[0] !== 'Invoke-WebRequest' && words.some((word) => word.includes('http://proxy.contoso.com:8080'));
    return isTold || words[0] !== 'azcmagent' || words[1] !== 'connect';
  });
}

/** Whether programs were called with the same words, but for the proxy, the gateway and the hosts of Azure Arc. */
const isSameButForTheProxy = (before: ScriptRun['calls'], after: ScriptRun['calls']): boolean =>
  isDeepStrictEqual(...([before, after].map(withoutSettings) as [unknown, unknown]));

const withoutSettings = (calls: ScriptRun['calls']): ScriptRun['calls'] =>
  calls.filter((words) => !isSetting(words)).map(withoutPatch);

function withoutPatch(words: readonly string[]): readonly string[] {
  const pair = words.findIndex((word) => /^(--gateway-id|-proxy)$/i.test(word));
  return (
    (pair < 0 ? words : words.toSpliced(pair, 2))
      .filter((word) => !/^(Proxy|--gateway-id)=/.test(word))
      // Start-Process has the arguments in one text.
      .map((word) => word.replace(` --gateway-id ${direct.gateway.id}`, ''))
      .map((word) => word.replace(/^(Uri=)https:.*$/, '$1').replace(/\s*"gatewayId":[^,}]*,?/, ''))
  );
}
