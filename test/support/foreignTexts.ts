import { base64Certificate } from './derCertificate';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeSnapshot } from '../../src/inventory/snapshot';
import { cluster, gateway, inventory, machine } from './resources';

const fixtures = join(import.meta.dirname, '../fixtures/verify');
const agentTexts = readdirSync(fixtures).map((name) => readFileSync(join(fixtures, name), 'utf8'));

const hub = gateway('gw-hub', { tags: { env: 'production' } });
const web = machine('web-1');
const store = cluster('store');
const kept = inventory({ gateways: [hub], machines: [web], clusters: [store], associations: [[web, hub]] });

const document = {
  version: 1,
  targets: { os: ['linux', 'windows'], machines: ['edge-01'], agentVersion: '1.50' },
  gateway: { id: hub.id, endpoint: 'contoso-weu.gw.arc.azure.com' },
  azure: {
    tenantId: '99999999-8888-7777-6666-555555555555',
    subscriptionId: hub.subscriptionId,
    resourceGroup: 'rg-branch-berlin',
    region: 'westeurope',
  },
  network: { proxyUrl: 'http://proxy.contoso.com:8080', bypass: { hosts: ['a.contoso.com'] } },
  identity: { method: 'deviceCode' },
  tags: { site: 'Berlin', 'cost.center': '4711' },
};

const check = { id: 'gateway.url', outcome: 'passed', expected: 'a', observed: 'b', source: 'here' };
const coded = { code: 'versionOrNewer', args: { version: '1.58' } };
const failed = { failure: { code: 'Unreachable', host: 'edge-01', cause: 'dns' }, words: 'No answer.', language: 'en' };
const stored = {
  ...check,
  expected: [{ value: coded }],
  observed: [{ subject: 'edge-01', value: failed }],
  why: 'none',
};
const subject = { name: 'edge-01', kind: 'machine', resourceId: web.id };
const report = {
  format: 'arc-gateway-verification',
  version: 1,
  at: '2026-11-02T08:00:00Z',
  scope: 'edge',
  resources: [{ subject, checks: [check, stored], gateway: 'gw-hub', way: 'ssh' }],
};

const sections = ['config', 'show', 'check', 'log']
  .map((name, index) => `@@${name}\n${agentTexts[(index * 5) % agentTexts.length] ?? ''}@@${name}:0\n`)
  .join('');
const fleet = {
  format: 'arc-gateway-fleet',
  version: 1,
  at: '2026-11-02T08:00:00Z',
  hosts: [
    { name: 'edge-01', output: sections, problem: '' },
    { name: 'edge-02', problem: 'unreachable' },
  ],
};

const step = { kind: 'association', title: 'Detach', effect: 'Direct.', undo: 'Associate.' };

const journal = [
  {
    type: 'run',
    version: 1,
    head: {
      plan: {
        goal: { kind: 'detach' },
        items: [{ resource: web, verdict: 'change', before: {}, wanted: {}, steps: [step], remarks: [] }],
      },
      environment: 'AzureCloud',
      startedAt: '2026-11-02T08:00:00Z',
    },
  },
  { type: 'intent', item: 0, step: 'association', at: '2026-11-02T08:00:01Z' },
  { type: 'result', item: 0, result: { status: 'done', at: '2026-11-02T08:00:02Z', milliseconds: 1000 } },
  { type: 'ended', how: 'finished', at: '2026-11-02T08:00:03Z' },
]
  .map((entry) => JSON.stringify(entry))
  .join('\n');

const log = [
  'time="2026-05-01T10:00:00Z" level=info msg="tunnel established" host=gbl.his.arc.azure.com:443 route=gateway',
  'time="2026-05-01T10:00:00Z" level=error msg="Get failed" Error="Get \\"https://management.azure.com/\\": refused"',
  '{"level":"error","msg":"CONNECT failed","request":{"host":"pas.windows.net:443","status":403}}',
  '1716200000.123     12 10.0.0.5 TCP_DENIED/403 3900 CONNECT gbl.his.arc.azure.com:443 - HIER_NONE/- text/html',
  '2026/05/01 10:00:00 CONNECT weu.his.arc.azure.com:443 via gateway -> 200',
].join('\n');

const armError = {
  error: { code: 'InvalidResource', message: 'The resource is invalid.', details: [{ message: 'In what way.' }] },
};

const lines: readonly string[] = [
  hub.id,
  'https://proxy.contoso.com:8080/',
  'admin@[fd00::4]:2222',
  '10.1.2.0/24',
  '::ffff:10.1.2.3%eth0',
  '*.his.arc.azure.com:443',
  '2026-11-02T08:00:00.123+01:00',
  'env=production, site=Berlin',
  'a.contoso.com, b.contoso.com; *.contoso.com',
  '{"at":"2026-11-02T08:00:00Z","fix":"startArcProxy","resourceId":"/x/a","state":"failed","reason":"No answer."}\n',
  'connection.type=connection.type (preview) : gateway\nproxy.url=http://10.1.2.3:3128',
  '@1 done - 200 34 20.50.1.2 1 CN=Microsoft TLS, O=Microsoft Corporation, C=US\n@2 tls timeout - 5000 - -\n@end 40',
  'C=US, O="Zscaler, Inc.", CN=Zscaler Intermediate Root CA',
  'AADSTS7000215: Invalid client secret provided. Trace ID: 1 Correlation ID: 2 Timestamp: 3',
  'sudo: a password is required\nadmin@edge-01: Permission denied (publickey).',
  'ECONNREFUSED',
  'CERT_HAS_EXPIRED',
  'Expired',
  'azcmagent connect ended with exit code: 42, AZCM0026 and AZK8S0301',
  'nslookup gw.privatelink.his.arc.azure.com\nServer: 10.0.0.1\nAddress: 20.1.2.3',
  '--service-principal-secret "p8~Q.x" https://arc:hunter2@proxy:8080 Authorization: Bearer eyJ0.eyJ1.x',
  '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
  '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027',
  '1.50.02664.1629',
  '#!/usr/bin/env bash\nazcmagent connect --location westeurope',
  '120',
  '::1',
  'HTTP://localhost:40343/',
  'azure cli could not be found: az login --claims-challenge eyJhIjoxfQ==',
  '10.1.2.3',
  'p8~Q.secret',
  'AccountKey=QUJDREVGRw==',
  'The RunCommandHandlerLinux extension is on the blocklist',
];

const settings = [
  [{ key: 'connection.type', value: 'gateway' }, { key: 'proxy.url' }],
  { 'connection.type': 'gateway', 'proxy.url': null, list: [{ key: 'a.b', value: { c: [1] } }] },
];

/** A sample of each kind of text that something in `foreignParsers` reads. */
export const samples: readonly string[] = [
  ...agentTexts,
  sections,
  journal,
  log,
  encodeSnapshot({ inventory: kept, readAt: 1_793_606_400_000 }),
  ...[document, report, report.resources[0], coded, failed, fleet, armError, ...settings].map((value) =>
    JSON.stringify(value),
  ),
  ...lines,
  'azure-arc   config-agent-66c4d894b6-g2ghp   0/2   Pending   0 (2m ago)   25m',
  'logs/himds.log',
  // The end of an archive without files.
  `PK\u0005\u0006${'\0'.repeat(18)}`,
  base64Certificate(),
  `@0 done - - 20 - 1 CN=x\n@cert 0 ${base64Certificate({ serial: [0x80] })}\n@chain 0 sent TLSv1.3 - 1 0 -\n@end 40`,
];

/** What texts are attacked with: marks of every format, names that objects have by themselves, halves of characters. */
const pieces: readonly string[] = [
  ...['{', '}', '[', ']', '"', "'", '\\', '\\"', ':', ',', '=', '|', '│', '@', '/', '-', '.', '%', '#', ';', '(', ')'],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '\u00a0',
    '\u2028',
    '\u0000',
    '\u001b[',
    '\u001b]',
    '\u202e',
    '\ufeff',
    '\ud800',
    '\udc00',
  ],
  ...['null', 'true', '0', '-1', '1e999', '9'.repeat(30), '[[[[', '{"a":', '[]', '{}', '""', 'undefined', 'NaN'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '"__proto__":{"a":1}',
    '"constructor":',
    '"toString":null',
  ],
  ...['@@show', '@@show:0', '@@cut', 'https://', 'Error="', 'level=error', '«', 'é', '😀', 'İ'],
];

/** Numbers below `below`, always the same ones for a seed. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Random and mutated texts, always the same ones for a seed. */
export function* hostileTexts(count: number, seed: number): Generator<string> {
  const below = randomNumbers(seed);
  const piece = (): string => pieces[below(pieces.length)] ?? '';
  for (let number = 0; number < count; number++) {
    // A quarter is made of nothing but pieces.
    if (number % 4 === 0) yield Array.from({ length: below(40) }, piece).join('');
    else {
      let text = samples[below(samples.length)] ?? '';
      for (let change = 1 + below(4); change > 0; change--) text = mutated(text, below, piece);
      yield text;
    }
  }
}

/** What indexing any object finds. */
export const namesOfObjects = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const;

/** Samples of which a word, wherever it stands, is the name of what all objects have. */
export function* textsWithNames(count: number, seed: number): Generator<string> {
  const below = randomNumbers(seed);
  const words = samples.map((text) =>
    Array.from(text.matchAll(/[\w-]+/g), ({ index, 0: word }) => [index, word] as const),
  );
  for (let number = 0; number < count; number++) {
    const at = number % samples.length;
    const text = samples[at] ?? '';
    const [start, word] = words[at]?.[below(words[at].length)] ?? [0, ''];
    const name = namesOfObjects[below(namesOfObjects.length)] ?? '';
    yield text.slice(0, start) + name + text.slice(start + word.length);
  }
}

function mutated(text: string, below: (limit: number) => number, piece: () => string): string {
  const [from, to] = [below(text.length + 1), below(text.length + 1)].sort((a, b) => a - b) as [number, number];
  switch (below(7)) {
    case 0:
      return text.slice(0, from) + piece() + text.slice(from);
    case 1:
      return text.slice(0, from) + text.slice(Math.min(to, from + 30));
    case 2:
      return text.slice(0, from) + text.slice(from, to).slice(0, 300).repeat(2) + text.slice(to);
    case 3:
      return below(2) === 0 ? text.slice(0, to) : text.slice(from);
    case 4:
      return withoutMember(text, from);
    case 5:
      return text.slice(0, from) + piece() + text.slice(from + 1 + below(20));
    default: {
      const levels = below(1200);
      return below(2) === 0 ? '['.repeat(levels) + text + ']'.repeat(levels) : text + '{"a":'.repeat(levels);
    }
  }
}

/** Takes the value of a member of JSON away, or puts another kind of value in its place. */
function withoutMember(text: string, from: number): string {
  const colon = text.indexOf('":', from);
  if (colon < 0) return text.slice(0, from);
  const end = text.slice(colon).search(/[,}\]]/);
  const rest = end < 0 ? '' : text.slice(colon + end);
  return `${text.slice(0, colon + 2)}${['null', '{}', '[]', '7', '""'][from % 5] ?? ''}${rest}`;
}

/**
 * Texts of a length that cost the most time where a reader goes back: each shape fills it with one repeated unit, and ends
 * with a whole one, so that texts of all lengths are read by the same path.
 */
export const hostileShapes: Readonly<Record<string, (length: number) => string>> = {
  ...Object.fromEntries(
    Object.entries({
      'carriage returns': '\r',
      'line feeds': '\n',
      blanks: ' ',
      tabs: '\t',
      'line feeds and blanks': '\n ',
      'one letter': 'a',
      hex: '0123456789abcdef',
      digits: '1',
      base64: 'QUJD+/',
      dashes: '-',
      underscores: '_',
      dots: '.',
      labels: 'a.',
      slashes: '/',
      colons: ':',
      'colons and blanks': ' :',
      equals: '=',
      pairs: 'a=',
      'pairs in lines': 'a=b\n',
      commas: ',',
      'double quotes': '"',
      'single quotes': "'",
      'escaped quotes': '\\"',
      backslashes: '\\',
      'open brackets': '[',
      'open braces': '{',
      'open objects': '{"a":',
      'open names': '"a":"',
      'closed objects': '{}',
      'closed lists': '[],',
      parentheses: '(',
      bars: '|',
      'bars and blanks': '| ',
      'at signs': '@',
      'open sections': '@@show\n',
      'escape characters': '\u001b',
      'open commands': '\u001b]',
      'open sequences': '\u001b[0',
      'not-breaking blanks': '\u00a0',
      'halves of characters': '\ud800',
      'brackets in lines': '[a]\n',
      'commented commands': 'x a # c\n',
      'strings with commands': '"$(x)" ',
      conditions: 'if (1) { x }\n',
      'open errors': 'Error="',
      'open keys': '-----BEGIN ',
      'keys without end': '-----BEGIN PRIVATE KEY-----\n',
      tokens: 'eyJ',
      'token parts': 'eyJ.',
      URLs: 'https://',
      'URLs with users': 'a://b:',
      credentials: 'x://a:b@',
      'words for secrets': 'password ',
      'assigned secrets': 'secret=',
      'quoted secrets': '"secret":"',
      bearers: 'Bearer ',
      'signature parts': 'sig=a&',
      options: '--p x ',
      'short options': '-p x ',
      'options of curl': 'curl -u x ',
      'options of mysql': 'mysql -p',
      'shares in use': 'net use x ',
      'secure strings': "' | ConvertTo-SecureString ",
      'YAML blocks': 'pwd: |\n ',
      'list items': '- pwd',
      elements: '<password ',
      'encoded values': 'secret%3D%22',
      'set calls': "SetEnvironmentVariable('pwd",
      codes: 'AADSTS1:',
      'exit codes': 'exit code ',
      'private names': 'a.privatelink.b ',
      'extension names': 'connectedk8s ',
      guids: '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027',
      ids: '/subscriptions/a/resourceGroups/',
      octets: '1.1.',
      groups: 'a:',
      tags: '<a>',
      markup: '`*_[',
      hosts: '\n\n### arcproxy.log\n',
    }).map(([name, unit]) => [name, (length: number) => unit.repeat(Math.ceil(length / unit.length))]),
  ),
  // Ends with what does not fit, so that whatever was taken before is given back.
  'blanks before a letter': (length) => `${' '.repeat(length - 1)}x`,
  'returns before a letter': (length) => `${'\r'.repeat(length - 1)}x`,
  'blanks after a key': (length) => `a:${' '.repeat(length - 3)}x`,
  'letters before a mark': (length) => `${'a'.repeat(length - 1)}!`,
  'slashes before a letter': (length) => `http://${'/'.repeat(length - 8)}x`,
  'a quoted name without end': (length) => `{"${'a'.repeat(length - 2)}`,
  'a quoted value of JSON': (length) => `{"a":"${'\\"'.repeat((length - 8) / 2)}"}`,
  'a list of numbers': (length) => `[${'1,'.repeat((length - 3) / 2)}1]`,
  'a list of objects': (length) => `[${'{"key":"a.b"},'.repeat(Math.floor((length - 4) / 14))}{}]`,
  'an object of many names': (length) =>
    `{${Array.from({ length: Math.floor(length / 12) }, (_, index) => `"${index.toString().padStart(7, 'n')}":1`).join()}}`,
  'a table': (length) => `ENDPOINT |REACHABLE\n${'https://a.azure.com |true\n'.repeat(Math.floor(length / 26))}`,
  'many hosts': (length) =>
    `ENDPOINT |REACHABLE\n${Array.from({ length: Math.floor(length / 30) }, (_, index) => `https://${index.toString().padStart(8, 'h')}.azure.com |yes`).join('\n')}`,
  'a log': (length) => 'time=1 level=info msg=tunnel host=a.azure.com:443 status=200\n'.repeat(Math.floor(length / 61)),
  'a log of many hosts': (length) =>
    Array.from(
      { length: Math.floor(length / 40) },
      (_, index) => `level=info msg=tunnel host=h${index}.azure.com`,
    ).join('\n'),
  'a fleet': (length) =>
    `{"format":"arc-gateway-fleet","version":1,"at":"2026-11-02T08:00:00Z","hosts":[${Array.from(
      { length: Math.floor(length / 40) },
      (_, index) => `{"name":"h${index}","output":"","problem":"no"}`,
    ).join()}]}`,
  'a report': (length) =>
    `{"format":"arc-gateway-verification","version":1,"at":"","scope":"","resources":[${Array.from(
      { length: Math.floor(length / 60) },
      (_, index) => `{"subject":{"name":"h${index}","kind":"machine"},"checks":[]}`,
    ).join()}]}`,
  'a journal': (length) => `${journal}\n${'{"type":"intent","item":0}\n'.repeat(Math.floor(length / 27))}`,
  'a document': (length) =>
    JSON.stringify({
      ...document,
      targets: { os: ['linux'], machines: Array.from({ length: Math.floor(length / 10) }, (_, index) => `m${index}`) },
    }),
  'a document of unknown keys': (length) =>
    JSON.stringify({ ...document, more: Array.from({ length: Math.floor(length / 10) }, () => ({})) }),
};
