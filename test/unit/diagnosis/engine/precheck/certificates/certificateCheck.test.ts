import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import {
  checkCertificates,
  type CertificateFinding,
} from '../../../../../../src/diagnosis/engine/precheck/certificates/certificateCheck';
import {
  deadlineText,
  findingFix,
  findingName,
  findingSource,
  findingText,
  unseenText,
} from '../../../../../../src/diagnosis/engine/precheck/certificates/certificateText';
import data from '../../../../../../src/diagnosis/engine/precheck/certificates/data/certificateFindings.json';
import { allowedSuites, withChains } from '../../../../../../src/diagnosis/engine/precheck/certificates/parseChains';
import rules from '../../../../../../src/kernel/knowledge/data/certificateRules.json';
import { inEnglish, translated } from '../../../../../../src/kernel/text/phrases';
import type { Probe, ProbePlan } from '../../../../../../src/planning/network/probes/probe';
import type { ProbeResult } from '../../../../../../src/planning/network/probes/probeResult';
import type { SeenChain } from '../../../../../../src/planning/network/probes/seenChain';
import { base64Certificate, type DerFields } from '../../../../../support/derCertificate';

const done: ProbeResult = { stage: 'done', addresses: [], milliseconds: 1, issuers: [] };
const probe = (host: string, protocol: Probe['protocol'] = 'https'): Probe => ({
  host,
  port: 443,
  protocol,
  via: 'direct',
  from: ['server'],
  endpoint: {
    host,
    port: 443,
    protocol,
    from: ['server'],
    purpose: 'test',
    when: 'always',
    isAlwaysNeeded: true,
    source: 'test',
  },
});
const plan = (...hosts: readonly string[]): ProbePlan => ({ probes: hosts.map((host) => probe(host)), unprobed: [] });
const chain = (sent: readonly Partial<DerFields>[], more: Partial<SeenChain> = {}): SeenChain => ({
  sentChain: 'seen',
  sent: sent.map(base64Certificate),
  fromStore: [],
  isCut: false,
  isRootKnown: true,
  suite: 'TLS_AES_256_GCM_SHA384',
  ...more,
});
const now = Date.UTC(2026, 11, 1);
const check = (chains: readonly (SeenChain | undefined)[], isTrusted = false) =>
  checkCertificates(
    plan(...chains.map((_, index) => `host-${index}.contoso.com`)),
    chains.map((each) => ({ ...done, isTrusted, ...(each ? { chain: each } : {}) })),
    { now, hasWindows: true },
  );

const proxy = 'O=Contoso, CN=Contoso Proxy';
const microsoft = 'O=Microsoft Corporation, CN=Microsoft TLS Issuing';

describe('the certificates of a pre-check', () => {
  it('are rolled up by issuer', () => {
    const { findings } = check([
      chain([{ issuer: proxy, serial: [0x80] }]),
      chain([{ issuer: proxy, serial: [0x81] }]),
      chain([{ issuer: microsoft, serial: [0x81] }]),
      chain([{ issuer: proxy, serial: [0x01] }]),
    ]);
    expect(
      findings.map(({ issuer, responsible, hosts, certificates }) => [
        issuer,
        responsible,
        hosts.length,
        certificates.length,
      ]),
    ).toEqual([
      [proxy, 'inspection', 2, 2],
      [microsoft, 'machine', 1, 1],
    ]);
  });

  it('are not fine where they were not seen', () => {
    const plain = {
      ...plan('a.contoso.com', 'b.contoso.com', 'c.contoso.com'),
      probes: [probe('a.contoso.com'), probe('b.contoso.com'), probe('c.contoso.com', 'http')],
    };
    const seen = checkCertificates(plain, [undefined, { ...done, stage: 'connect' }, done], { now, hasWindows: true });
    expect(seen).toEqual({
      findings: [],
      unseen: [
        { part: 'notArrived', hosts: ['a.contoso.com'] },
        { part: 'noHandshake', hosts: ['b.contoso.com'] },
      ],
      seenHosts: 0,
      allHosts: 2,
    });
    expect(check([undefined]).unseen).toEqual([{ part: 'notArrived', hosts: ['host-0.contoso.com'] }]);
  });

  it('tell what was built from the store apart from what was sent', () => {
    const built = check([
      chain([], { sentChain: 'builtFromStore', fromStore: [{ serial: [0x90] }, {}].map(base64Certificate) }),
    ]);
    expect(built).toMatchObject({
      findings: [{ code: 'serialNegative', origin: 'store', responsible: 'machine' }],
      unseen: [{ part: 'builtFromStore' }],
      seenHosts: 0,
    });
    const root = { issuer: proxy, subject: proxy };
    const middle = { issuer: proxy, subject: 'CN=middle' };
    const leaf = { issuer: 'CN=middle' };
    const filled = check([chain([leaf], { fromStore: [middle, root].map(base64Certificate) })], true);
    expect(filled.findings.map(({ code }) => code)).toEqual(['issuerFromStore']);
    expect(check([chain([leaf, middle], { fromStore: [root].map(base64Certificate) })], true).findings).toEqual([]);
  });

  it('are followed along sound ones, whatever the order', () => {
    const leaf = { issuer: 'CN=middle' };
    const sound = { issuer: 'CN=root', subject: 'CN=middle', serial: [1] };
    for (const old of [{ signature: '1.2.840.113549.1.1.5' }, { until: '250101000000Z' }, { rsaBits: 1024 }]) {
      const crossed = { ...sound, ...old, issuer: 'CN=old root', serial: [2] };
      expect(check([chain([leaf, crossed, sound])]).findings).toEqual([]);
      expect(check([chain([leaf, crossed])]).findings).toHaveLength(1);
    }
    // The agent reads all of them all the same.
    const negative = { ...sound, issuer: 'CN=old root', serial: [0x80] };
    expect(check([chain([leaf, sound, negative])]).findings.map(({ code }) => code)).toEqual(['serialNegative']);
  });

  it('say which part was not seen', () => {
    const whole = base64Certificate();
    const bare: SeenChain = { sentChain: 'seen', sent: [whole.slice(0, 220)], fromStore: [], isCut: true };
    expect(check([bare]).unseen.map(({ part }) => part)).toEqual([
      'moreCertificates',
      'truncatedCertificate',
      'root',
      'suite',
    ]);
    expect(check([chain([{}], { sent: ['AAAA'] })]).findings).toMatchObject([{ code: 'unreadable', issuer: '' }]);
  });

  it('judge validity by the machine’s clock where it trusts the chain, and allow for clocks that differ', () => {
    const expired = chain([{ until: '260601000000Z' }]);
    expect(check([expired]).findings.map(({ code }) => code)).toEqual(['expired']);
    expect(check([expired], true).findings).toEqual([]);
    expect(check([chain([{ from: '261201003000Z' }])]).findings).toEqual([]);
    expect(check([chain([{ from: '261201013000Z' }])]).findings.map(({ code }) => code)).toEqual(['notYetValid']);
  });

  it('concern suites only with Windows', () => {
    const other = [{ ...done, isTrusted: true, chain: chain([{}], { suite: 'AES128-SHA' }) }];
    for (const hasWindows of [true, false])
      expect(checkCertificates(plan('a.contoso.com'), other, { now, hasWindows }).findings).toHaveLength(
        hasWindows ? 1 : 0,
      );
    for (const { standard, openssl } of rules.windowsSuites.suites)
      for (const suite of [standard, openssl]) expect(check([chain([{}], { suite })]).findings).toEqual([]);
  });

  it('concern what a Windows server allows', () => {
    const [strong = '', short = '', older = '', oldShort = ''] = rules.windowsSuites.suites.map(
      ({ standard }) => standard,
    );
    const codes = (allowed: readonly string[] | undefined) =>
      checkCertificates(plan(), [], { now, hasWindows: true, allowedSuites: allowed }).findings.map(({ code }) => code);
    for (const fine of [undefined, [strong, short], [older, oldShort], [strong, short, older]])
      expect(codes(fine)).toEqual([]);
    for (const missing of [[], [strong], [strong, older], [short, oldShort]])
      expect(codes(missing)).toEqual(['suitesDisabled']);
    expect(allowedSuites(`x\r\n@suites ${strong},${short}\r\n`)).toEqual([strong, short]);
    expect(allowedSuites('@suites -')).toEqual([]);
    expect([allowedSuites(''), allowedSuites('@suites $(x)')]).toEqual([undefined, undefined]);
  });

  it('have a sentence for each finding, with all its values', () => {
    for (const code of Object.keys(data.findings) as CertificateFinding['code'][])
      for (const responsible of ['inspection', 'machine'] as const)
        for (const show of [translated, inEnglish]) {
          const finding: CertificateFinding = {
            code,
            responsible,
            origin: 'sent',
            issuer: proxy,
            certificates: Array.from({ length: 5 }, (_, serial) => ({ subject: 'CN=x', serial: `${serial}` })),
            details: ['1'],
            hosts: ['a'],
            includesGateway: false,
          };
          const texts = [findingText(finding, show), findingFix(finding, show)];
          for (const text of texts) expect(text, code).toMatch(/^[A-Z].*\.?$/);
          expect(
            [...texts, deadlineText(finding, show), findingName(finding, show), findingSource(finding)].join(),
            code,
          ).not.toMatch(/[{}]/);
        }
    for (const part of Object.keys(data.unseen) as (keyof typeof data.unseen)[])
      expect(unseenText(part)).toMatch(/^[A-Z].*\.$/);
  });

  it('are judged by facts with their source and date', () => {
    const origin = { source: { type: 'string', minLength: 8 }, asOf: { type: 'string', pattern: '^20\\d\\d-[01]\\d' } };
    const schema = {
      type: 'object',
      additionalProperties: { type: 'object', required: Object.keys(origin), properties: origin },
    };
    expect(new Ajv().validate(schema, rules)).toBe(true);
  });
});

describe('the chains that a script prints', () => {
  const [short, long] = ['AAAA', 'AAAABBBB'];
  const read = (text: string, results: readonly (ProbeResult | undefined)[] = [done]) =>
    withChains(results, text).map((each) => each?.chain);

  it('are read with the longest text of each certificate', () => {
    const line = '@chain 0 sent TLSv1.3 TLS_AES_128_GCM_SHA256 1 0,1 2';
    expect(
      read(`Welcome!\n@cert 0 ${long}\n@cert 1 CCCC\r\n@cert 2 DDDD\n${line}\n@cert 0 ${short}\n${line}\n`),
    ).toEqual([
      {
        sentChain: 'seen',
        sent: [long, 'CCCC'],
        fromStore: ['DDDD'],
        isCut: false,
        isRootKnown: true,
        protocol: 'TLSv1.3',
        suite: 'TLS_AES_128_GCM_SHA256',
      },
    ]);
  });

  it('are not there with a certificate missing', () => {
    expect(read(`@cert 1 ${long}\n@chain 0 sent - - - 0,1 -`)).toMatchObject([{ sentChain: 'notArrived', sent: [] }]);
    expect(read('@cert 0 AAAA\n@chain 0 sent - - - 0 1')).toMatchObject([{ sentChain: 'seen', isCut: true }]);
    expect(read('@chain 0 sent - - - - -')).toMatchObject([{ sentChain: 'notArrived' }]);
  });

  it('give the reason where there are none', () => {
    for (const reason of ['noTool', 'notShown', 'unreadable', 'builtFromStore'])
      expect(read(`@chain 0 ${reason} - - - - -`)).toMatchObject([{ sentChain: reason, sent: [] }]);
    expect(read('@chain 0 cut - - - 0 -\n@cert 0 AAAA')).toMatchObject([{ sentChain: 'seen', isCut: true }]);
  });

  it.each([
    '@chain 0 fine - - - - -',
    '@chain 1 noTool - - - - -',
    '@chain -1 noTool - - - - -',
    '@chain 0 noTool',
    '@cert x',
  ])('are not taken from %s', (line) => {
    expect(read(line)).toEqual([undefined]);
    expect(read('@chain 0 noTool - - - - -', [undefined])).toEqual([undefined]);
  });
});
