import type { Drift } from '../../src/association/engine/kinds/drift';
import type { AssociationGoal } from '../../src/association/engine/goal';
import type { RunRecord } from '../../src/association/engine/journal';
import { planDocument } from '../../src/association/engine/planDocument';
import { associationMarkdown } from '../../src/association/engine/report';
import { diagnose } from '../../src/diagnosis/engine/diagnose';
import { explanation } from '../../src/diagnosis/engine/explanation';
import { logReport } from '../../src/diagnosis/engine/logs/logReport';
import { parseArcLog } from '../../src/diagnosis/engine/logs/parseArcLog';
import { summarizeLog } from '../../src/diagnosis/engine/logs/summarizeLog';
import {
  type CertificateCheck,
  checkCertificates,
} from '../../src/diagnosis/engine/precheck/certificates/certificateCheck';
import conclusions from '../../src/diagnosis/engine/precheck/data/conclusions.json';
import { firewallTicket } from '../../src/diagnosis/engine/precheck/firewallTicket';
import { precheck } from '../../src/diagnosis/engine/precheck/precheck';
import { precheckReport } from '../../src/diagnosis/engine/precheck/precheckReport';
import { prose, subsection } from '../../src/kernel/text/markdown';
import { changesBetween } from '../../src/planning/firewall/changesBetween';
import { firewallChangesTable } from '../../src/planning/firewall/firewallChangesTable';
import { endpointsFor } from '../../src/planning/network/endpoints';
import { exportAllowList } from '../../src/planning/network/exports/exportAllowList';
import { routingContextOf } from '../../src/planning/network/routingContext';
import { probesFor } from '../../src/planning/network/probes/probesFor';
import type { CheckResult } from '../../src/verification/engine/checkResult';
import type { VerificationReport } from '../../src/verification/engine/report';
import { reportMarkdown } from '../../src/verification/engine/reportMarkdown';
import { tooltipOf } from '../../src/inventory/tree/tooltip';
import { base64Certificate } from './derCertificate';
import { headOf, planFor } from './fakeAssociations';
import { cluster, gateway, machine } from './resources';
import { directNeeds, gatewayNeeds } from '../unit/planning/network/lists';
import { sources } from '../../src/planning/network/source';
import { branch } from '../unit/diagnosis/engine/precheck/site';

/** Texts that a reader of Markdown would make something of, each in its own way. */
export const markdownPieces: readonly string[] = [
  '<img src=https://evil.example/x.png>',
  '<style>*{display:none}</style>',
  '</td></tr></table>',
  '<!--',
  '-->',
  '<a href=command:x>',
  '<script>',
  '![x](https://evil.example/x.png)',
  '[x](command:y)',
  '[x]: https://evil.example',
  '[^1]',
  '<https://evil.example>',
  'https://evil.example/\\',
  'https://evil.example/&#124;',
  'ftp://evil.example',
  '//evil.example',
  'mailto:a@evil.example',
  'a@evil.example',
  'www.evil.example',
  'evil.museum',
  'a.рф',
  'x.xn--p1ai/y',
  'javascript:alert(1)',
  '`',
  '```js',
  '\n```mermaid\ngraph TD; A-->B\n```\n',
  '\n:::mermaid\ngraph TD; A-->B\n:::\n',
  '~~~',
  '~~',
  '|',
  '\\|',
  '\\',
  '---',
  '===',
  '***',
  '**',
  '_',
  '__',
  '$x$',
  '$`x`$',
  '$$',
  '$$\nx\n$$',
  '\\(x\\)',
  '&lt;',
  '&#60;',
  '&amp;#60;',
  '# x',
  '1. x',
  '- x',
  '+ x',
  '> x',
  ':-',
  '    x',
  '\t',
  '\n',
  '\n\n',
  '\r\n# x\r\n',
  '\u2028',
  '\u0000',
  '\u202e',
  ' ',
  'web-01',
];
/** Words by which the product itself tells things apart; nothing foreign comes in their place. */
const own = new Set([
  ...Object.keys(conclusions.conclusions),
  ...sources,
  ...`already associate association azure azureLocal blocked broke cancelled change changed cluster clusterGateway connectionType
   default denied detach direct dns done doubtful error failed gateway http https info inspected inspection linux machine
   network noAgent noAnswer none ok open passed private proxy read running skipped tcp timeout unknown unprobed unread warning
   windows`.split(/\s+/),
]);

/** The same with another text in the place of each; equal texts stay equal. */
function withTexts<T>(value: T, textFor: (text: string) => string): T {
  const replaced = (each: unknown): unknown => {
    if (typeof each === 'string') return own.has(each) || each === '' ? each : textFor(each);
    if (Array.isArray(each)) return each.map(replaced);
    if (each instanceof Set) return each;
    if (each instanceof Map) return new Map([...each].map(([key, inner]) => [key, replaced(inner)]));
    if (typeof each !== 'object' || each === null || typeof Reflect.get(each, 'then') === 'function') return each;
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, replaced(inner)]));
  };
  return replaced(value) as T;
}

const hub = gateway('gw-hub', { tags: { owner: 'platform' } });
const old = gateway('gw-old');
const goal: AssociationGoal = { kind: 'associate', gateway: { id: hub.id, name: hub.name } };
const target = machine('web-01', { tags: { env: 'prod' } });
const blocked = machine('sql-01', { privateLinkScopeId: `${hub.id}/pls` });
const moving = machine('moves-01', { agentVersion: '1.50.1' });
const k8s = cluster('k3s-oslo');
const plan = planFor(
  {
    gateways: [hub, old],
    machines: [target, blocked, moving],
    clusters: [k8s],
    associations: [
      [target, null],
      [blocked, null],
      [moving, old],
      [k8s, hub],
    ],
  },
  goal,
);
const at = '2026-08-01T08:01:02.345Z';
const run: RunRecord = {
  head: headOf(plan),
  results: new Map([
    [0, { status: 'done', after: { gatewayId: hub.id }, at, milliseconds: 1234, account: 'second' }],
    [2, { status: 'failed', code: 'Forbidden', reason: 'It may not be.', after: {}, at, milliseconds: 99 }],
  ]),
  sent: new Set([3]),
  end: { how: 'cancelled', at },
};

const checkWith = (outcome: CheckResult['outcome']): CheckResult => ({
  id: 'agent.status',
  outcome,
  expected: [{ value: 'Connected' }],
  observed: [{ subject: 'himdsd', value: `${outcome} as not asked` }],
  why: 'noAgent',
});
const verified: VerificationReport['resources'] = [
  {
    subject: { name: 'web-01', kind: 'machine', resourceId: target.id },
    gateway: 'gw-hub',
    way: 'ssh',
    checks: (['failed', 'unknown', 'skipped', 'passed'] as const).map(checkWith),
  },
];
const report: VerificationReport = {
  at,
  scope: 'gw-hub',
  resources: verified,
  drift: [{ name: 'web-01', kind: 'broke', before: checkWith('passed'), after: checkWith('failed') }],
};

const probes = probesFor(routingContextOf(branch));
const rows = precheck(
  probes,
  probes.probes.map((_, index) =>
    index % 3 === 0
      ? { stage: 'connect', failure: 'timeout', addresses: ['20.1.2.3'], milliseconds: 9, issuers: [] }
      : { stage: 'done', addresses: ['20.1.2.3'], milliseconds: 42, issuers: ['CN=Contoso Gateway'], isTrusted: true },
  ),
);
const certificates = checkCertificates(
  probes,
  probes.probes.map(() => ({
    stage: 'done',
    addresses: [],
    milliseconds: 42,
    issuers: [],
    chain: {
      sentChain: 'seen',
      sent: [base64Certificate({ serial: [0x80] })],
      fromStore: [],
      isCut: false,
      isRootKnown: false,
      suite: 'AES128-SHA',
    },
  })),
  { now: Date.UTC(2026, 11, 1), hasWindows: true },
);
/** The findings with the names of certificates and hosts replaced; codes stay. */
const certificatesOf = (texts: (text: string) => string): CertificateCheck => ({
  ...certificates,
  findings: certificates.findings.map((each) => ({
    ...each,
    ...withTexts(
      { issuer: each.issuer, certificates: each.certificates, details: each.details, hosts: each.hosts },
      texts,
    ),
  })),
  unseen: certificates.unseen.map(({ part, hosts }) => ({ part, hosts: withTexts(hosts, texts) })),
});
const place = { site: 'branch.arc.json', from: 'web-01', proxyUrl: 'http://proxy.contoso.com:8080' };
const log = parseArcLog(
  [
    'time="2026-05-01T10:00:00Z" level=info msg="forwarded" host=pas.windows.net:443 via=gateway status=200',
    'time="2026-05-01T10:00:01Z" level=error msg="no" host=dls.microsoft.com:443 status=403',
    'no known format',
  ].join('\n'),
);
const between = changesBetween(endpointsFor({ ...gatewayNeeds, mode: 'direct' }), endpointsFor(gatewayNeeds));
const member = {
  type: 'member',
  id: 'row',
  resource: target,
  association: { status: 'read', gatewayId: hub.id },
  gateway: hub,
  drifts: [{ severity: 'broken', words: 'another way', advice: 'Restart it.' } as Drift],
  isOutdated: false,
} as const;

/** Every document that the product writes for a preview, of inputs whose texts can all be replaced. */
export const reportMakers: Readonly<Record<string, (textFor: (text: string) => string) => string>> = {
  verification: (texts) => reportMarkdown(withTexts(report, texts)),
  precheck: (texts) =>
    precheckReport(
      withTexts(place, texts),
      withTexts(rows, texts),
      certificatesOf(texts),
      withTexts(['A remark.'], texts),
    ),
  ticket: (texts) => firewallTicket(withTexts(place, texts), withTexts(rows, texts), certificatesOf(texts)),
  allowList: (texts) => exportAllowList(withTexts(endpointsFor(directNeeds).slice(0, 12), texts), 'markdown'),
  difference: (texts) => firewallChangesTable(withTexts(between, texts)),
  log: (texts) =>
    logReport(texts('arcproxy.log'), withTexts(log, texts), withTexts(summarizeLog(log), texts), [texts('A remark.')]),
  explanation: (texts) => explanation(texts('Selection'), withTexts(diagnose('AZCM0026\nAZCM0147'), texts)),
  nothingKnown: (texts) => explanation(texts('Selection'), []),
  explainedLog: (texts) =>
    prose`${logReport(texts('x.log'), log, [])}\n${subsection(explanation(texts('x.log'), withTexts(diagnose('AZCM0026'), texts)))}`,
  plan: (texts) => planDocument(withTexts(plan, texts)),
  run: (texts) => associationMarkdown(withTexts(run, texts)),
  tooltip: (texts) => tooltipOf(withTexts(member, texts)) ?? '',
};

/** Texts for an input, told apart by a number at their end; the same for the same text. */
export function numbered(): (make: (index: number) => string) => (text: string) => string {
  const seen = new Map<string, number>();
  return (make) => (text) => {
    const index = seen.get(text) ?? seen.size;
    seen.set(text, index);
    return make(index);
  };
}

export const harmless = (index: number): string => `word${index}`;
