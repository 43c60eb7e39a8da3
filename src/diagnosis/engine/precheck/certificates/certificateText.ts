import rules from '../../../../kernel/knowledge/data/certificateRules.json';
import { translated } from '../../../../kernel/text/phrases';
import type { ShowSentence } from '../conclusionText';
import type { CertificateFinding, UnseenPart } from './certificateCheck';
import data from './data/certificateFindings.json';

const mostShown = 3;

export const findingName = ({ code }: CertificateFinding, show: ShowSentence = translated): string =>
  show(data.findings[code].name);

export const findingText = (finding: CertificateFinding, show: ShowSentence = translated): string =>
  show(data.findings[finding.code].seen, valuesOf(finding, show));

/** By when. */
export const deadlineText = (finding: CertificateFinding, show: ShowSentence = translated): string =>
  show(data.findings[finding.code].when, valuesOf(finding, show));

export function findingFix(finding: CertificateFinding, show: ShowSentence = translated): string {
  const { code, origin, responsible, includesGateway } = finding;
  const fixes: Readonly<Partial<Record<'inspection' | 'machine' | 'store', string>>> = data.findings[code].fix;
  const fix = (origin === 'store' ? fixes.store : undefined) ?? fixes[responsible] ?? '';
  const sentence = show(fix, valuesOf(finding, show));
  return includesGateway && responsible === 'inspection' ? `${sentence} ${show(data.gateway)}` : sentence;
}

export const unseenText = (part: UnseenPart, show: ShowSentence = translated): string => show(data.unseen[part]);

export function issuerName({ code, issuer }: CertificateFinding, show: ShowSentence = translated): string {
  if (code === 'suitesDisabled') return show(data.machine);
  return issuer === '' ? show(data.unknownIssuer) : issuer;
}

/** `learn.microsoft.com/… (2026-08)`. */
export function findingSource({ code }: CertificateFinding): string {
  const rule = sources[code];
  return rule ? `${rule.source} (${rule.asOf})` : 'RFC 5280';
}

const sources: Readonly<
  Partial<Record<CertificateFinding['code'], { readonly source: string; readonly asOf: string }>>
> = {
  serialNegative: rules.negativeSerial,
  serialTooLong: rules.serialOctets,
  weakSignature: rules.refusedHashes,
  shortKey: rules.rsaBits,
  otherSuite: rules.windowsSuites,
  suitesDisabled: rules.windowsSuites,
};

function valuesOf(finding: CertificateFinding, show: ShowSentence): Record<string, string | number> {
  const { from, until, next, exceptSystems, suites } = rules.windowsSuites;
  return {
    issuer: `“${issuerName(finding, show)}”`,
    certificates: certificatesText(finding, show),
    details: finding.details.slice(0, mostShown).join(', ') || show(data.none),
    from: show(rules.negativeSerial.month),
    octets: rules.serialOctets.value,
    bits: rules.rsaBits.value,
    suitesFrom: from,
    suitesUntil: until,
    suitesNext: next,
    exceptSystems,
    suites: suites.map(({ standard }) => standard).join(', '),
  };
}

function certificatesText({ certificates }: CertificateFinding, show: ShowSentence): string {
  const shown = certificates
    .slice(0, mostShown)
    .map(({ subject, serial }) => show(data.certificate, { subject: `“${subject}”`, serial }))
    .join('; ');
  const count = certificates.length - mostShown;
  return count > 0 ? show(data.more, { certificates: shown, count }) : shown;
}
