import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import type { Patched } from '../../../../src/patching/engine/patched';
import type { ShellLanguage } from '../../../../src/patching/engine/syntaxTree';
import type { Site } from '../../../../src/planning/site/site';
import { commentsOf, undone } from './invariants';
import { anyPortalOptions } from './portalOptions';
import { type PortalOptions, portalScript } from './portalScripts';
import { direct, proxied } from './sites';
import { fileNames, type Wrapping, wrapped } from './wrappings';
import { expectHits } from '../../../support/hits';

interface Case {
  readonly language: ShellLanguage | 'other';
  readonly fileName: string;
  readonly options: PortalOptions;
  readonly text: string;
  readonly site: Site;
}

const wrappings = fc.constantFrom<Wrapping>('file', 'cloudInit', 'dockerfile');
const lineEnds = fc.constantFrom('\n', '\r\n');
const note = fc.string({
  unit: fc.constantFrom('a', ' ', '"', "'", '$', '`', '\\', 'é', '𝒳', '#', 'azcmagent connect --x'),
});

/** A script of the portal with what people and editors do to it: comments, line ends of any kind, a byte order mark. */
const scripts: fc.Arbitrary<Case> = fc
  .record({
    os: fc.constantFrom('linux', 'windows'),
    wrapping: wrappings,
    options: anyPortalOptions,
    site: fc.constantFrom(direct, proxied),
    ends: fc.array(lineEnds, { minLength: 1, maxLength: 7 }),
    notes: fc.array(note, { maxLength: 3 }),
    hasMark: fc.boolean(),
  })
  .map(({ os, wrapping, options: chosen, site, ends, notes, hasMark }) => {
    const comments = notes.map((each) => `# ${each.replace(/[`\\]$/, '')}.\n`).join('');
    const each = caseOf(os, wrapping, chosen, site, comments);
    const lines = each.text.split('\n');
    const text = lines
      .map((line, index) => line + (index < lines.length - 1 ? ends[index % ends.length] : ''))
      .join('');
    return { ...each, text: (hasMark ? '\ufeff' : '') + text };
  });

function caseOf(os: 'linux' | 'windows', wrapping: Wrapping, chosen: PortalOptions, site: Site, comments = ''): Case {
  const script = comments + portalScript(os, chosen) + comments;
  if (os === 'windows') return { language: 'powershell', fileName: 'onboard.ps1', options: chosen, text: script, site };
  const language = wrapping === 'file' ? 'bash' : 'other';
  return { language, fileName: fileNames[wrapping], options: chosen, text: wrapped(script, wrapping), site };
}

/** How often a patched script names the site's proxy. */
function proxiesIn({ options: { era, hasProxyVariable, proxyUrl }, language }: Case): number {
  // The package has no install script to take the proxy, so that a setting before connect has it.
  const settings = era === '2020' && language === 'powershell' ? 1 : 0;
  if (hasProxyVariable && proxyUrl !== undefined) return 1 + settings;
  return era === '2020' ? 2 : 3;
}

function patch(text: string, { fileName, site }: Case): Patched {
  const outcome = patchScript(text, site, fileName);
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
      expect(commentsOf(text, each.language)).toEqual(commentsOf(each.text, each.language));
    });
  });

  it('names the gateway once in connect, and the proxy wherever the topology has one', () => {
    const hits = { direct: 0, proxied: 0 };
    check((each) => {
      hits[each.site === proxied ? 'proxied' : 'direct'] += 1;
      const { text } = patch(each.text, each);
      const code = text.replace(/^\s*#.*$/gm, '');
      expect(code.match(/--gateway-id/g)).toHaveLength(1);
      expect(code.toLowerCase()).toContain(direct.gateway.id.toLowerCase());
      expect(code).not.toContain('aka.ms');
      if (each.site === proxied) {
        expect(code.match(/http:\/\/proxy\.contoso\.com:8080/g)).toHaveLength(proxiesIn(each));
        expect(code).not.toMatch(/old\.contoso\.com|\[Your Proxy URL\]/);
      }
    });
    expectHits(hits, 5);
  });

  it('keeps to Windows line ends where the script has them', () => {
    fc.assert(
      fc.property(anyPortalOptions, fc.constantFrom('linux', 'windows'), wrappings, (chosen, os, wrapping) => {
        const each = caseOf(os, wrapping, chosen, proxied);
        const windows = each.text.replaceAll('\n', '\r\n');
        expect(patch(windows, each).text).toBe(patch(each.text, each).text.replaceAll('\n', '\r\n'));
      }),
      { numRuns: 50 },
    );
  });
});
