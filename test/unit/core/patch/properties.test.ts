import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Patched, patchScript, type ShellLanguage, type Syntax, type Topology } from '../../../../src/core';
import { commentsOf, undone } from './invariants';
import { eras, type PortalOptions, portalScript } from './portalScripts';
import { syntaxForTests } from './syntax';
import { direct, proxied } from './topologies';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await syntaxForTests();
});

const options: fc.Arbitrary<PortalOptions> = fc.record({
  era: fc.constantFrom(...eras),
  layout: fc.constantFrom('downloaded', 'clipboard'),
  hasPrincipal: fc.boolean(),
  hasTags: fc.boolean(),
  proxyUrl: fc.constantFrom(
    undefined,
    'http://old.contoso.com:3128',
    'http://proxy.contoso.com:8080/',
    '[Your Proxy URL]',
  ),
  gatewayId: fc.constantFrom(undefined, direct.gateway.id, direct.gateway.id.toUpperCase(), '[Your gateway]'),
  privateLinkScopeId: fc.constant(undefined),
  isFolded: fc.boolean(),
});

interface Case {
  readonly language: ShellLanguage;
  readonly text: string;
  readonly topology: Topology;
}

const lineEnds = fc.constantFrom('\n', '\r\n');
const note = fc.string({
  unit: fc.constantFrom('a', ' ', '"', "'", '$', '`', '\\', 'é', '𝒳', '#', 'azcmagent connect --x'),
});

/** A script of the portal with what people and editors do to it: comments, line ends of any kind, a byte order mark. */
const scripts: fc.Arbitrary<Case> = fc
  .record({
    os: fc.constantFrom('linux', 'windows'),
    options,
    topology: fc.constantFrom(direct, proxied),
    ends: fc.array(lineEnds, { minLength: 1, maxLength: 7 }),
    notes: fc.array(note, { maxLength: 3 }),
    hasMark: fc.boolean(),
  })
  .map(({ os, options: chosen, topology, ends, notes, hasMark }) => {
    const comments = notes.map((each) => `# ${each.replace(/[`\\]$/, '')}.\n`).join('');
    const lines = (comments + portalScript(os, chosen) + comments).split('\n');
    const text = lines
      .map((line, index) => line + (index < lines.length - 1 ? ends[index % ends.length] : ''))
      .join('');
    return { language: os === 'linux' ? 'bash' : 'powershell', text: (hasMark ? '\ufeff' : '') + text, topology };
  });

function patch(text: string, { language, topology }: Case): Patched {
  const outcome = patchScript(text, topology, syntax, language === 'bash' ? 'onboard.sh' : 'onboard.ps1');
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

/** More are tried with `PROPERTY_RUNS=2000 npm run test:unit`. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 50);

const check = (holds: (each: Case) => void): void => {
  fc.assert(fc.property(scripts, holds), { numRuns });
};

describe('patching any script of the portal', { timeout: 60_000 }, () => {
  it('gives a script that is patched to itself', () => {
    check((each) => {
      const { text } = patch(each.text, each);
      expect(patch(text, each)).toMatchObject({ text, edits: [] });
    });
  });

  it('leaves every byte outside the edits as it was', () => {
    check((each) => {
      expect(undone(patch(each.text, each), each.text)).toBe(each.text);
    });
  });

  it('changes no comment', () => {
    check((each) => {
      const { text } = patch(each.text, each);
      expect(commentsOf(syntax, text, each.language)).toEqual(commentsOf(syntax, each.text, each.language));
    });
  });

  it('names the gateway once in connect, and the proxy wherever the topology has one', () => {
    check((each) => {
      const { text } = patch(each.text, each);
      const code = text.replace(/^\s*#.*$/gm, '');
      expect(code.match(/--gateway-id/g)).toHaveLength(1);
      expect(code.toLowerCase()).toContain(direct.gateway.id.toLowerCase());
      expect(code).not.toContain('aka.ms');
      if (each.topology === proxied) {
        expect(code.match(/http:\/\/proxy\.contoso\.com:8080/g)).toHaveLength(3);
        expect(code).not.toMatch(/old\.contoso\.com|\[Your Proxy URL\]/);
      }
    });
  });

  it('keeps to Windows line ends where the script has them', () => {
    fc.assert(
      fc.property(options, fc.constantFrom('linux', 'windows'), (chosen, os) => {
        const each: Case = {
          language: os === 'linux' ? 'bash' : 'powershell',
          text: portalScript(os, chosen),
          topology: proxied,
        };
        const windows = each.text.replaceAll('\n', '\r\n');
        expect(patch(windows, each).text).toBe(patch(each.text, each).text.replaceAll('\n', '\r\n'));
      }),
      { numRuns: 50 },
    );
  });
});
