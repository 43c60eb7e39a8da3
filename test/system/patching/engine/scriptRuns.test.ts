import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { allPairs } from '../../../unit/patching/engine/pairs';
import { type Call, Playground, type Run } from './scriptRuns';
import { direct, proxied } from '../../../unit/patching/engine/sites';

let playground: Playground;
beforeAll(async () => {
  playground = new Playground();
});
afterAll(() => {
  playground.remove();
});

const gateway = direct.gateway.id;
const proxy = proxied.network.proxyUrl ?? '';

/** What a connect is given, without the gateway; how often it is given that is counted. */
function withoutGateway(words: readonly string[]): { rest: readonly string[]; count: number } {
  const rest: string[] = [];
  let count = 0;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--gateway-id') {
      count += words[index + 1]?.toLowerCase() === gateway.toLowerCase() ? 1 : 100;
      index++;
    } else if (word.startsWith('--gateway-id=')) count += word === `--gateway-id=${gateway}` ? 1 : 100;
    else rest.push(word);
  }
  return { rest, count };
}

/** The words of a call without what a patch is meant to change; undefined for a call that it may change altogether. */
function plainWords([program = '', ...words]: readonly string[]): readonly string[] | undefined {
  switch (program) {
    case 'az':
      return undefined;
    case 'install':
      return [program];
    case 'wget':
    case 'curl': {
      const kept = words.filter((word) => !/proxy|^-(q?e|s?x)$|http:\/\//i.test(word));
      const moved = kept.map((word) =>
        word.replace(/^https:\/\/aka\.ms\/azcmagent$/, 'https://gbl.his.arc.azure.com/azcmagent-linux'),
      );
      return [program, ...moved];
    }
    case 'azcmagent':
      return [
        program,
        ...withoutGateway(words[0] === 'config' && words[2] === 'proxy.url' ? words.slice(0, 3) : words).rest,
      ];
    default:
      return [program, ...words];
  }
}

const setting = ['azcmagent', 'config', 'set', 'proxy.url'];
const isSetting = ({ words }: Call): boolean => setting.every((word, index) => words[index] === word);

/** Connects before which neither the install script nor a setting gave the agent the proxy, or after it was cleared. */
function untoldConnects({ calls }: Run): readonly Call[] {
  let isTold = false;
  return calls.filter((call) => {
    if (call.words.join(' ') === 'azcmagent config clear proxy.url') isTold = false;
    isTold ||= (call.words[0] === 'install' || isSetting(call)) && call.words.includes(proxy);
    return isConnect(call) && !isTold;
  });
}

const isConnect = ({ words }: Call): boolean => words[0] === 'azcmagent' && words.includes('connect');

/** What is wrong with a patched script's run; empty where nothing is. */
function faults(before: Run, after: Run, isProxied: boolean): readonly string[] {
  const found: string[] = [];
  if (before.status !== after.status) found.push(`ends with ${after.status}, not ${before.status}`);
  const [was, is] = [before, after].map(({ calls }) =>
    calls
      .filter((call) => !isSetting(call))
      .flatMap(({ words }) => plainWords(words)?.join(' ') ?? [])
      .sort(),
  );
  if (JSON.stringify(was) !== JSON.stringify(is)) found.push(`other words: ${JSON.stringify([was, is])}`);
  const proxies = ({ calls }: Run): string => calls.map((each) => each.proxies).join();
  if (proxies(before) !== proxies(after) && !isProxied) found.push('other proxies in the environment');
  for (const call of after.calls) {
    if (isConnect(call) && withoutGateway(call.words).count !== 1) found.push(`gateway: ${call.words.join(' ')}`);
    if (isProxied && call.words[0] === 'install' && !call.words.includes(proxy))
      found.push('the installer is not told');
  }
  if (isProxied) found.push(...untoldConnects(after).map(({ words }) => `the agent is not told: ${words.join(' ')}`));
  return found;
}

/** Ways in which a script gives a variable a value of its own; `N` stands for its name. */
const takings = [
  '(( N = 7 ))',
  'N+=x',
  'N[0]=x',
  'read -r N <<<x',
  'mapfile -t N <<<x',
  'for N in a b; do :; done',
  'printf -v N %s x',
  'OPTIND=1; getopts a N -a',
  'declare -n N=other',
  'export N=x',
  'declare -i N=3',
  'readonly N=x',
  'N=x',
  ': "${N:=x}"',
  'while read -r N; do break; done <<<x',
  'take() { local N=x; }; take',
  'let N=7',
  'N=(x y)',
  'echo "$N" >/dev/null',
  'unset N',
  'N=x other=y',
  'declare N; N=x',
  'n=$((N = 4))',
  'typeset -u N=x',
  'eval "N=x"',
] as const;

/** Ways to keep the value of a variable; `N` stands for its name. */
const keepings = [
  'N=rg-a',
  'export N="rg-a"',
  "readonly N='rg-a'",
  'declare -r N=rg-a',
  'declare -rx N="rg-a"',
  'declare -l N=rg-a',
  'declare -x N=rg-a',
  'N=rg-a; region=x',
  'N=rg-a region=x',
  'export N="rg-a" region=x',
  'readonly region=x N=rg-a',
  'typeset N=rg-a',
  'declare -i count=1; N=rg-a',
  'declare -g N=rg-a',
] as const;

const styles = [
  ['resourceGroup', 'gatewayId', 'arcGatewayId', 'arcGatewayResourceId'],
  ['resource_group', 'gateway_id', 'arc_gateway_id', 'arc_gateway_resource_id'],
  ['RESOURCE_GROUP', 'GATEWAY_ID', 'ARC_GATEWAY_ID', 'ARC_GATEWAY_RESOURCE_ID'],
  ['ResourceGroup', 'GatewayId', 'ArcGatewayId', 'ArcGatewayResourceId'],
] as const;

interface Taken {
  readonly script: string;
  readonly names: readonly string[];
}

const takenScripts: fc.Arbitrary<Taken> = fc
  .record({
    style: fc.constantFrom(...styles),
    keeping: fc.constantFrom(...keepings),
    taken: fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...takings), fc.boolean()), { maxLength: 3 }),
    isFunction: fc.boolean(),
  })
  .map(({ style: [value, ...candidates], keeping, taken, isFunction }) => {
    const uses = taken.map(([index, taking, isLater]) => {
      const name = candidates[index] ?? '';
      return { name, isLater, line: taking.replace(/\bN\b/g, name) };
    });
    const lines = [
      ...uses.filter(({ isLater }) => !isLater).map(({ line }) => line),
      keeping.replace(/\bN\b/g, value),
      ...uses.filter(({ isLater }) => isLater).map(({ line }) => line),
      `azcmagent connect --resource-group "$${value}" --location westeurope`,
      ...uses.map(({ name }) => `printf '%s\\n' "\${${name}[*]}"`),
    ];
    const script = isFunction ? ['main() {', ...lines, '}', 'main', ''].join('\n') : [...lines, ''].join('\n');
    return { script, names: uses.map(({ name }) => name) };
  });

describe('patched scripts, run', { timeout: 300_000 }, () => {
  it('give every program what it got, and every connect the gateway', () => {
    const scripts = allPairs().filter(({ name }) => name.endsWith('.sh'));
    let connects = 0;
    const wrong = scripts.flatMap(({ name, before, patched }) => {
      const shells = /\[\[|\+=|=\(|<<<|\$'|declare|local |shopt|function |export -f|&>|\{fd\}|<\(|\[@\]|\. "/.test(
        before,
      )
        ? (['bash'] as const)
        : (['bash', 'dash'] as const);
      return shells.flatMap((shell) => {
        const isProxied = !name.includes('.direct.');
        const original = playground.run(before, shell);
        const result = playground.run(patched.text, shell);
        connects += result.calls.filter(isConnect).length;
        // Some only write the script that installs.
        const isElsewhere =
          patched.text.includes('--proxy') && result.calls.every(({ words }) => words[0] !== 'install');
        const isNoted = isElsewhere || patched.notes.some(({ code }) => /^connect\.|otTold|^download\./.test(code));
        return faults(original, result, isProxied)
          .filter((fault) => !isNoted || !/^the (installer|agent)/.test(fault))
          .map((fault) => `${name} in ${shell}: ${fault}`);
      });
    });
    expect(wrong).toEqual([]);
    expect(scripts.length).toBeGreaterThan(90);
    expect(connects).toBeGreaterThan(100);
  });

  it('connect with the gateway of the document, whatever names the script has of its own', () => {
    const samples = fc.sample(takenScripts, { numRuns: 3000, seed: 5 });
    const pairs = samples.flatMap(({ script, names }) => {
      const outcome = patchScript(script, direct, 'run.sh');
      return outcome.ok ? [{ script, names, patched: outcome.value.text }] : [];
    });
    expect(pairs.length).toBeGreaterThan(2000);
    expect(pairs.filter(({ names }) => new Set(names).size > 1).length).toBeGreaterThan(500);
    expect(pairs.filter(({ patched }) => /gateway_?id=/i.test(patched)).length).toBeGreaterThan(1000);
    const outputs = playground.runAll(pairs.flatMap(({ script, patched }) => [script, patched]));
    let connects = 0;
    const wrong = pairs.flatMap(({ script, patched }, index) => {
      const [before = '', after = ''] = outputs.slice(index * 2, index * 2 + 2);
      // A script may end before it connects: it sets what it made read-only.
      if (!before.includes('azcmagent connect')) return before === after ? [] : [{ script, patched, before, after }];
      connects++;
      const given = ` --gateway-id <${gateway}>`;
      const isRight = after.replace(given, '') === before && after.split(given).length === 2;
      return isRight ? [] : [{ script, patched, before, after }];
    });
    expect(connects).toBeGreaterThan(2000);
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});
