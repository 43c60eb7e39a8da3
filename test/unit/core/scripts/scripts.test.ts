import fc from 'fast-check';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../../../src/core/plan';
import { exitCodes } from '../../../../src/core/scripts/exitCodes';
import { linuxScript } from '../../../../src/core/scripts/linux';
import { windowsScript } from '../../../../src/core/scripts/windows';
import type { Topology } from '../../../../src/core/topology/topology';
import { powershellParser, syntaxErrors } from '../../../support/powershell';
import { anyTopology, examples, hostileText, hostileWith, plain, servicePrincipal } from './topologies';

/** Written anew with UPDATE_GOLDEN=1; read the difference before you commit it. */
const golden = join(import.meta.dirname, '../../../fixtures/golden/scripts');
const generators = { linux: linuxScript, windows: windowsScript };
const both = (topology: Topology): Script[] => Object.values(generators).map((generate) => generate(topology));

/** Each mark as `kind: text`. */
const marked = ({ text, marks }: Script): string[] =>
  marks.map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

describe('generated scripts', () => {
  const cases = Object.entries(examples).flatMap(([name, topology]) =>
    both(topology).map((script) => ({ name, script })),
  );

  it.each(cases)('are as reviewed: $name, $script.os', ({ name, script }) => {
    const file = join(golden, name, script.fileName);
    if (process.env.UPDATE_GOLDEN === '1') {
      mkdirSync(join(golden, name), { recursive: true });
      writeFileSync(file, script.text);
    }
    expect(script.text).toBe(readFileSync(file, 'utf8'));
  });

  it.each(cases)('end lines alike: $name, $script.os', ({ script }) => {
    expect(script.text).toMatch(/[^\n]\n$/);
    if (script.os === 'linux') expect(script.text).not.toContain('\r');
  });

  it('are the same every time', () => {
    for (const topology of Object.values(examples)) expect(both(topology)).toEqual(both(topology));
  });

  it('hold no exit code that is not documented', () => {
    const documented = Object.values(exitCodes).map(({ code }) => code);
    expect(new Set(documented).size).toBe(documented.length);
    for (const { script } of cases) {
      const used = script.text.matchAll(/(?:\bexit|\bstop|Stop-Onboarding|exitCode =) (\d+)/g);
      for (const [, code] of used) expect([1, ...documented]).toContain(Number(code));
    }
  });

  it('use every exit code between them', () => {
    for (const os of ['linux', 'windows'] as const) {
      const topologies = [examples.proxyServicePrincipal, examples.unknownEndpoint];
      const text = topologies.map((topology) => topology && generators[os](topology).text).join('\n');
      for (const { code } of Object.values(exitCodes).slice(1)) {
        expect(text).toMatch(new RegExp(`(?:\\bexit|\\bstop|Stop-Onboarding|exitCode =) ${code}\\b`));
      }
    }
  });
});

describe('marks', () => {
  const topology = { ...plain, network: { proxyUrl: 'http://proxy.example:8080' }, identity: servicePrincipal };

  it('are on every stretch that carries the gateway or the proxy of the Linux script', () => {
    expect(marked(linuxScript(topology))).toEqual([
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
    expect(marked(windowsScript(topology))).toEqual([
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
    const script = windowsScript({ ...topology, tags: { ort: 'Köln' } });
    expect(marked(script)[0]).toBe(`gateway: $gatewayId = '${plain.gateway.id}'`);
  });

  it('name no proxy where there is none', () => {
    for (const script of both(plain)) expect(script.text).not.toMatch(/-?-proxy "?\$proxy/i);
  });
});

describe('the Windows script before its judge', () => {
  it('has no syntax error, whatever the topology holds', async () => {
    const parse = await powershellParser();
    for (const topology of [...Object.values(examples), ...fc.sample(anyTopology, 20)]) {
      expect(syntaxErrors(parse(windowsScript(topology).text))).toEqual([]);
    }
  });

  it('keeps its structure whatever a value holds: no value is ever code', async () => {
    const parse = await powershellParser();
    const structure = (text: string): string => parse(windowsScript(hostileWith(text)).text).toString();
    const expected = structure('x');
    for (const text of fc.sample(hostileText, 20)) expect(structure(text)).toBe(expected);
  });

  it('is ASCII, or starts with a byte order mark', () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const { text } = windowsScript(topology);
        expect(text.startsWith('\ufeff')).toBe(/[^\0-\x7f]/.test(text));
        expect(text.lastIndexOf('\ufeff', 1)).toBeLessThan(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('tags', () => {
  it('escape the characters that separate them', () => {
    const { text } = linuxScript({ ...plain, tags: { a: '1,2', 'b=c': 'x=y' } });
    expect(text).toContain(`tags='a=1\\,2,b\\=c=x\\=y'`);
  });
});
