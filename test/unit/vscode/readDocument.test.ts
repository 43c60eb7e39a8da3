import { printParseErrorCode } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { HostIndex } from '../../../src/planning/network/hostIndex';
import { covers } from '../../../src/kernel/hostPattern';
import { nameOfError, readSiteText } from '../../../src/vscode/readDocument';
import { trafficState } from '../../../src/traffic/trafficState';
import { documentWith } from '../planning/site/documents';

const errorsOf = (text: string) => {
  const read = readSiteText(text);
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read.errors;
};
const textWith = (path: readonly string[], value: unknown): string =>
  JSON.stringify(documentWith(path, value), null, 2);

describe('a key that stands twice', () => {
  it('is an error at its place, with both lines', () => {
    const text = textWith([], undefined).replace('"region":', '"region": "northeurope",\n    "region":');
    const [error, ...others] = errorsOf(text);
    expect([error?.path, error?.code, others]).toEqual(['azure.region', 'repeated', []]);
    const first = text.slice(0, text.indexOf('"region"')).split('\n').length;
    expect(error?.message).toContain(`lines ${first} and ${first + 1}`);
  });

  it.each([
    ['{"a": {"x": 1}, "b": {"x": 2}}', []],
    ['{"a": [{"x": 1, "x": 2}, {"x": 3}]}', ['a.0.x']],
    ['{"__proto__": 1, "__proto__": 2}', ['__proto__']],
    ['{"a": 1, /* "a": 2 */ "A": 3}', []],
    ['{"a" /* of two */ : 1, "a": 2}', ['a']],
    ['{"a": "\\": ", "b": ["\\":"]}', []],
    ['{"a": "\\": ", "b": 1, "b": 1}', ['b']],
    ['{"a" \n : 1, "b": {"c": [{"d": 1, "d" : {}}]}}', ['b.c.0.d']],
  ])('in %s is seen', (text, paths) => {
    const errors = errorsOf(text);
    expect(errors.filter(({ code }) => code === 'repeated').map(({ path }) => path)).toEqual(paths);
  });
});

it('an error of JSON is named as its parser names it', () => {
  const named = Array.from({ length: 100 }, (_, index) => printParseErrorCode(index + 1));
  const names = named.filter((name) => !name.startsWith('<'));
  expect(names.length).toBeGreaterThan(10);
  expect(names.map((_, index) => nameOfError({ error: index + 1 }))).toEqual(names);
});

describe('a document beyond all measure', () => {
  const many = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `h${index}.contoso.com`);

  it.each([
    ['5,000 levels', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
    ['100,000 lists in each other', '['.repeat(100_000)],
    ['130,000 keys', JSON.stringify(Object.fromEntries(many(130_000).map((key) => [key, 1])))],
    ['a list of 200,000', textWith(['network', 'tlsExemptHosts'], many(200_000))],
    [
      'a list of 200,000 numbers',
      textWith(
        ['targets', 'servers', 'machines'],
        Array.from({ length: 200_000 }, () => 1),
      ),
    ],
    ['200,000 tags', textWith(['tags'], Object.fromEntries(many(200_000).map((key) => [key, 'x'])))],
    ['200,000 scenarios', textWith(['scenarios'], many(200_000))],
    ['a value of 4 MB', textWith(['azure', 'resourceGroup'], 'a'.repeat(4_000_000))],
  ])('of %s gets a sentence', (_, text) => {
    const read = readSiteText(text);
    if ('unreadable' in read) expect(read.unreadable).not.toBe('');
    else expect('errors' in read && read.errors.every(({ message }) => message.length < 400)).toBe(true);
  });

  it('of 20,000 bypassed hosts is looked at a bounded number of times a host', () => {
    let looks = 0;
    const hosts = many(20_000);
    const index = new HostIndex(hosts, (host) => {
      looks += 1;
      return host;
    });
    expect(hosts.every((host) => covers(index.first(host) ?? '', host))).toBe(true);
    expect(looks).toBe(hosts.length);
    const { traffic } = trafficState({
      uri: 'file:///site.arc.json',
      fileName: 'site.arc.json',
      text: textWith(['network', 'gatewayBypass'], hosts),
    });
    expect(traffic?.hosts.length).toBeGreaterThan(20_000);
  });
});
