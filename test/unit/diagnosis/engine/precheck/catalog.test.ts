import Ajv from 'ajv';
import { expect, it } from 'vitest';
import conclusions from '../../../../../src/diagnosis/engine/precheck/data/conclusions.json';
import inspectors from '../../../../../src/diagnosis/engine/precheck/data/inspectors.json';
import privateRanges from '../../../../../src/kernel/knowledge/data/privateRanges.json';
import publicAuthorities from '../../../../../src/diagnosis/engine/precheck/data/publicAuthorities.json';
import representatives from '../../../../../src/planning/network/probes/data/representatives.json';
import { hostMatches } from '../../../../../src/kernel/hostPattern';
import { parseCidr } from '../../../../../src/kernel/text/ipv4';
import { parseIpRange } from '../../../../../src/kernel/text/ipRange';
import { parseIpv6 } from '../../../../../src/kernel/text/ipv6';

const text = { type: 'string', minLength: 3 };
const origin = { source: text, asOf: { type: 'string', pattern: '^20\\d\\d-[01]\\d-[0-3]\\d$' } };
const words = { type: 'array', minItems: 1, items: text };
const strict = (properties: object): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const list = (items: object): object => ({ type: 'array', minItems: 1, items });

it.each([
  ['inspectors', inspectors, strict({ ...origin, inspectors: list(strict({ name: text, words })) })],
  ['public authorities', publicAuthorities, strict({ ...origin, organizations: words })],
  [
    'private ranges',
    privateRanges,
    strict({
      ...origin,
      ranges: list(strict({ kind: text, cidr: text })),
      ipv6Ranges: list(strict({ kind: text, cidr: text })),
      embeddings: list(strict({ ...origin, prefix: text })),
    }),
  ],
  [
    'representatives',
    representatives,
    list({
      ...strict({ ...origin, pattern: text, port: { type: 'integer' }, hosts: words }),
      properties: {
        ...origin,
        pattern: text,
        port: { type: 'integer' },
        hosts: words,
        webSocketPath: { type: 'string', pattern: '^/[\\w$/?=-]*$' },
      },
    }),
  ],
])('%s have their form', (_, data, schema) => {
  const validate = new Ajv().compile(schema);
  expect(validate(data) ? [] : validate.errors).toEqual([]);
});

it('representatives stand for their wildcard', () => {
  for (const { pattern, hosts } of representatives) {
    for (const host of hosts) expect(hostMatches(pattern, host.replace(/<\w+>/g, 'x')), host).toBe(true);
  }
});

it('ranges are exact, and words of inspectors in lower case', () => {
  for (const { cidr } of privateRanges.ranges) expect(parseCidr(cidr)?.isExact).toBe(true);
  for (const { cidr } of privateRanges.ipv6Ranges) expect(parseIpRange(cidr)).toMatchObject({ bits: 128 });
  for (const { prefix } of privateRanges.embeddings) expect(parseIpv6(prefix)?.slice(6)).toEqual([0, 0]);
  for (const { words: each } of inspectors.inspectors) expect(each.join()).toBe(each.join().toLowerCase());
});

it('conclusions name nothing but the host and the values of a probe', () => {
  const known = ['host', 'port', 'proxy', 'failure', 'status', 'address', 'kind', 'issuer', 'product', 'milliseconds'];
  for (const [code, { seen, fix }] of Object.entries(conclusions.conclusions)) {
    expect(seen, code).toMatch(/^[A-Z{].*\.$/);
    const named = [...`${seen} ${fix}`.matchAll(/\{(.*?)\}/g)].map(([, name]) => name);
    expect(known, code).toEqual(expect.arrayContaining(named));
  }
});
