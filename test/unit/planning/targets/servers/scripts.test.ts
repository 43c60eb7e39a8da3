import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../../../../../src/planning/makePlan';
import type { Script } from '../../../../../src/planning/targets/script';
import { exitCodes } from '../../../../../src/planning/targets/servers/exitCodes';
import type { ExitCode } from '../../../../../src/planning/targets/writing/comment';
import { linuxScript } from '../../../../../src/planning/targets/servers/linux';
import { onboardingOf } from '../../../../../src/planning/targets/servers/onboarding';
import { windowsScript } from '../../../../../src/planning/targets/servers/windows';
import type { ServerSite } from '../../../../../src/planning/site/site';
import { useGoldens } from '../../../../support/golden';
import { powershellParser, syntaxErrors } from '../../../../support/grammars';
import { anySite, examples, hostileText, hostileWith, plain, servicePrincipal, siteWith } from './sites';

const both = (site: ServerSite): Script[] => [linuxScript(site), windowsScript(site)];
const all = (site: ServerSite): readonly Script[] => plan(siteWith(site)).scripts;

/** Each mark as `kind: text`. */
const marked = ({ text, marks }: Script): string[] =>
  marks.map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

describe('generated scripts', () => {
  const cases = Object.entries(examples).flatMap(([name, site]) => all(site).map((script) => ({ name, script })));

  const expectGolden = useGoldens('scripts');
  /** The example whose scripts are reviewed in full; those of the others by what differs from them. */
  const whole = 'proxyServicePrincipal';
  const baseOf = (fileName: string): string | undefined => {
    if (fileName.endsWith('-onboard.ps1')) return `${whole}/onboard-windows.ps1`;
    return fileName.startsWith('onboard') ? `${whole}/${fileName}` : undefined;
  };
  const basesFirst = [...cases.filter(({ name }) => name === whole), ...cases.filter(({ name }) => name !== whole)];

  it.each(basesFirst)('are as reviewed: $name, $script.fileName', ({ name, script: { fileName, text } }) => {
    const golden = `${name}/${fileName}`;
    const base = baseOf(fileName);
    expectGolden(golden, text, base === golden ? undefined : base);
  });

  it.each(cases)('end lines alike: $name, $script.fileName', ({ script }) => {
    expect(script.text).toMatch(/[^\n]\n$/);
    if (script.language !== 'powershell') expect(script.text).not.toContain('\r');
  });

  it('are the same every time', () => {
    for (const site of Object.values(examples)) expect(all(site)).toEqual(all(site));
  });

  it('hold no exit code that is not documented', () => {
    const documented = Object.values(exitCodes).map(({ code }) => code);
    expect(new Set(documented).size).toBe(documented.length);
    for (const { script } of cases) {
      const used = script.text.matchAll(/(?:\bexit|\bstop|Stop-Onboarding|exitCode =) (\d+)/g);
      for (const [, code] of used) expect(documented).toContain(Number(code));
    }
  });

  it.each(['linux', 'windows', 'any'] as const)('use every exit code between them that concerns %s', (os) => {
    const text = cases.flatMap(({ script }) => (script.os === os && script.language !== 'yaml' ? [script.text] : []));
    const { done, unforeseen, notSignedIn, notAllAssociated } = exitCodes;
    const ofTools: readonly ExitCode[] = [notSignedIn, notAllAssociated];
    const expected = Object.values(exitCodes).filter(
      (code) => code !== done && code !== unforeseen && ofTools.includes(code) === (os === 'any'),
    );
    for (const { code } of expected) {
      expect(text.join('\n')).toMatch(new RegExp(`(?:\\bexit|\\bstop|Stop-\\w+|exitCode =) ${code}\\b`));
    }
  });

  it.each(cases)(
    'name in their headers exactly the exit codes that can occur: $name, $script.fileName',
    ({ script }) => {
      const { text, language } = script;
      const comments = /^(?:#.*\n)*/.exec(text.replace(/^\ufeff/, ''))?.[0] ?? '';
      const named = / (?:Exit codes|starts with): ([^]*)/.exec(comments)?.[1]?.matchAll(/\b(\d+) [A-Za-z]/g) ?? [];
      const inCode = /(?:\bexit|\bstop|Stop-\w+|exitCode =) (\d+)/g;
      const inPlay = /(?:msg: "|default\('| {18}\S.*: )(\d+) [A-Za-z]/g;
      const used = [...text.matchAll(language === 'yaml' ? inPlay : inCode)].map(([, code]) => Number(code));
      // Every script may end well, and every one with what its shell makes of something unforeseen.
      const { done, unforeseen } = exitCodes;
      const always = used.length > 0 && language !== 'yaml' ? [done.code, unforeseen.code] : [];
      expect([...named].map(([, code]) => Number(code))).toEqual(
        [...new Set([...always, ...used])].sort((x, y) => x - y),
      );
    },
  );

  it('have names of their own within a plan', () => {
    for (const site of Object.values(examples)) {
      const names = all(site).map(({ fileName }) => fileName);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('never hold a secret, and put none on a command line', () => {
    for (const { script } of cases) {
      expect(script.text).not.toMatch(/--(service-principal-secret|access-token)/);
      expect(script.text).not.toMatch(/StrictHostKeyChecking|host_key_checking/i);
    }
  });
});

describe('marks', () => {
  const site = { ...plain, network: { proxyUrl: 'http://proxy.example:8080' }, identity: servicePrincipal };

  it('are on every stretch that carries the gateway or the proxy of the Linux script', () => {
    expect(marked(linuxScript(site))).toEqual([
      `gateway: gatewayId='${plain.gateway.id}'`,
      `proxy: proxy='http://proxy.example:8080'`,
      'proxy: -e use_proxy=yes -e https_proxy="$proxy"',
      'proxy: --proxy "$proxy"',
      'proxy: -e use_proxy=yes -e https_proxy="$proxy"',
      'proxy: --proxy "$proxy"',
      'proxy: --proxy "$proxy"',
      'proxy: proxy.url "$proxy"',
      'gateway: --gateway-id "$gatewayId"',
    ]);
  });

  it('are on every stretch that carries the gateway or the proxy of the Windows script', () => {
    expect(marked(windowsScript(site))).toEqual([
      `gateway: $gatewayId = '${plain.gateway.id}'`,
      `proxy: $proxy = 'http://proxy.example:8080'`,
      'proxy: -Proxy $proxy',
      'proxy: -proxy $proxy',
      `proxy: 'proxy.url', $proxy`,
      `gateway: '--gateway-id', $gatewayId`,
      'proxy: -Proxy $proxy',
    ]);
  });

  it('stay right behind a byte order mark', () => {
    const script = windowsScript({ ...site, tags: { ort: 'Köln' } });
    expect(marked(script)[0]).toBe(`gateway: $gatewayId = '${plain.gateway.id}'`);
  });

  it('name no proxy where there is none', () => {
    for (const script of both(plain)) expect(script.text).not.toMatch(/-?-proxy "?\$proxy/i);
  });
});

describe('the Windows script before its judge', () => {
  const scriptsOf = (site: ServerSite): readonly Script[] =>
    all(site).filter(({ language }) => language === 'powershell');

  it('has no syntax error, whatever the topology holds', async () => {
    const parse = await powershellParser();
    for (const site of [...Object.values(examples), ...fc.sample(anySite, 8)]) {
      for (const { text } of scriptsOf(site)) expect(syntaxErrors(parse(text))).toEqual([]);
    }
  });

  it('keeps its structure whatever a value holds: no value is ever code', async () => {
    const parse = await powershellParser();
    const hostile = (text: string): readonly ServerSite[] => [
      hostileWith(text),
      { ...hostileWith(text), servers: { os: ['windows'], state: 'connected', machines: [text, `${text}2`] } },
    ];
    const structures = (text: string): string[] =>
      hostile(text)
        .flatMap(scriptsOf)
        .map((script) => parse(script.text).toString());
    const expected = structures('x');
    expect(expected).toHaveLength(6);
    for (const text of fc.sample(hostileText, 8)) expect(structures(text)).toEqual(expected);
  });

  it('is ASCII, or starts with a byte order mark', () => {
    fc.assert(
      fc.property(anySite, (site) => {
        const { text } = windowsScript(site);
        expect(text.startsWith('\ufeff')).toBe(/[^\0-\x7f]/.test(text));
        expect(text.lastIndexOf('\ufeff', 1)).toBeLessThan(1);
      }),
      { numRuns: 50 },
    );
  });
});

/** Takes the text of `--tags` apart by the agent's published rule: a backslash before a comma or an equals sign. */
function tagsIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/((?:\\[,=]|[^,=])*)=((?:\\[,=]|[^,=])*)(?:,|$)/gy)];
  expect(pairs.map(([whole]) => whole).join('')).toBe(text);
  const plainly = (part = ''): string => part.replace(/\\([,=])/g, '$1');
  return Object.fromEntries(pairs.map(([, name, value]) => [plainly(name), plainly(value)] as const));
}

describe('tags', () => {
  it('are read back as they were, or there is no script', () => {
    const text = fc.string({ unit: fc.constantFrom('\\', ',', '=', 'a', ' ', '"'), maxLength: 6 });
    const name = text.map((each) => `t${each.replaceAll('\\', '')}`);
    const outcomes = { script: 0, none: 0 };
    fc.assert(
      fc.property(fc.dictionary(name, text, { minKeys: 1, maxKeys: 3 }), (tags) => {
        const site = { ...plain, tags };
        const has = all(site).length > 0;
        outcomes[has ? 'script' : 'none']++;
        if (has) expect(tagsIn(onboardingOf(site).tags)).toEqual(tags);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(50);
  });

  it('escape the characters that separate them', () => {
    const { text } = linuxScript({ ...plain, tags: { a: '1,2', 'b=c': 'x=y' } });
    expect(text).toContain(`tags='a=1\\,2,b\\=c=x\\=y'`);
  });
});
