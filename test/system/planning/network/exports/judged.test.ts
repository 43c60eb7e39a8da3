import { clusterFeatures } from '../../../../../src/planning/site';
import { clusterEndpoints } from '../../../../../src/planning/targets/clusters';
import Ajv from 'ajv';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../../src/planning/network/endpoint';
import { exportAllowList, exportFindings } from '../../../../../src/planning/network/exports/exportAllowList';
import { exportFormats } from '../../../../../src/planning/network/exports/formats';
import { hostMatches } from '../../../../../src/kernel/hostPattern';
import { bicepString } from '../../../../../src/planning/network/exports/bicep';
import { hostShape } from '../../../../../src/planning/network/exports/hostShape';
import environmentUrls from '../../../../../src/planning/network/exports/data/bicepEnvironmentUrls.json';
import tags from '../../../../../src/planning/network/exports/data/serviceTags.json';
import { expectHits } from '../../../../support/hits';
import { bicep, bicepComplaints, withoutBicep } from '../../../../support/bicep';
import { bicepParser, syntaxErrors } from '../../../../support/grammars';
import { run } from '../../../../support/program';
import { skipUnless } from '../../../../support/skip';
import { anyPattern, hostileEndpoint, hostileText, hostOf, lists } from '../../../../unit/planning/network/lists';
import { readBicepStrings, readCsv, readEdl, readFortigate, readJsonFile, readPfsense } from './judges';

const hostileList = fc.array(hostileEndpoint, { maxLength: 8 });
const listed = (kinds: readonly string[], endpoints: readonly Endpoint[]) =>
  endpoints.filter(({ host }) => kinds.includes(hostShape(host).kind));
const asDevice = (endpoint: Endpoint): string => {
  const shape = hostShape(endpoint.host);
  return shape.kind === 'infix' ? shape.widened : shape.host;
};
const known = ['exact', 'suffix', 'infix'];
const setOf = (texts: Iterable<string>) => [...new Set(texts)].sort();

describe('the CSV file', () => {
  it('has every row and its values, and no formula', () => {
    fc.assert(
      fc.property(hostileList, (endpoints) => {
        const rows = readCsv(exportAllowList(endpoints, 'csv'));
        expect(rows).toHaveLength(endpoints.length + 1);
        for (const row of rows) {
          expect(row).toHaveLength(7);
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
    );
  });

  it('gives an ordinary row back as it was', () => {
    const [first, ...rest] = readCsv(exportAllowList(lists.gateway ?? [], 'csv'));
    expect(first?.[0]).toBe('Host');
    expect(rest.map(([host, port]) => `${host}:${port}`)).toEqual(
      lists.gateway?.map(({ host, port }) => `${host}:${port}`),
    );
  });

  it('keeps a formula a text', () => {
    const [endpoint] = lists.gateway ?? [];
    const rows = readCsv(
      exportAllowList(endpoint ? [{ ...endpoint, purpose: '\t=HYPERLINK("http://x","y")' }] : [], 'csv'),
    );
    expect(rows[1]?.[3]).toBe(`'=HYPERLINK("http://x","y")`);
  });
});

describe('the JSON file', () => {
  const isValid = new Ajv({ strict: true }).compile(
    readJsonFile(join(import.meta.dirname, '../../../../fixtures/allowList.schema.json')) as object,
  );

  it('fits its schema and holds the list as it is', () => {
    for (const endpoints of Object.values(lists)) {
      const value = JSON.parse(exportAllowList(endpoints, 'json')) as { endpoints: unknown };
      expect(isValid(value), JSON.stringify(isValid.errors)).toBe(true);
      expect(value.endpoints).toEqual(
        endpoints.map((each) => ({
          ...each,
          // Servers go without saying.
          from: each.from.every((source) => source === 'server') ? undefined : each.from,
          isAlwaysNeeded: undefined,
        })),
      );
    }
  });

  it('says who asks where that is not servers alone', () => {
    const endpoints = clusterEndpoints({ mode: 'direct', region: 'westeurope', features: [...clusterFeatures] });
    const value = JSON.parse(exportAllowList(endpoints, 'json')) as { endpoints: unknown };
    expect(isValid(value), JSON.stringify(isValid.errors)).toBe(true);
    expect(value.endpoints).toEqual(endpoints.map((each) => ({ ...each, isAlwaysNeeded: undefined })));
  });

  it('is not valid when a port is missing', () => {
    expect(
      isValid({ version: 1, endpoints: [{ host: 'x', protocol: 'https', purpose: '', when: '', source: '' }] }),
    ).toBe(false);
  });
});

describe('the Markdown table', () => {
  it('keeps its columns whatever a value holds', () => {
    fc.assert(
      fc.property(hostileList, (endpoints) => {
        const lines = exportAllowList(endpoints, 'markdown').split('\n').slice(0, -1);
        expect(lines).toHaveLength(endpoints.length + 2);
        for (const line of lines) expect(line.match(/(?<!\\)\|/g)).toHaveLength(7);
      }),
    );
  });
});

describe('the squid file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'squid-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function parse(text: string): string {
    const list = join(folder, 'list.conf');
    writeFileSync(list, text);
    const main = join(folder, 'squid.conf');
    writeFileSync(main, `http_port 3128\npid_filename none\ninclude ${list}\nhttp_access deny all\n`);
    // Some mistakes are only warnings to squid, and its exit code is the same.
    return run('/bin/sh', 'squid', [
      '-c',
      `PATH=$PATH:/usr/sbin; command -v squid >/dev/null || { echo 'This test needs squid. On Debian: apt-get install squid'; exit 1; }; squid -k parse -f '${main}' 2>&1`,
    ])
      .toString()
      .split('\n')
      .filter((line) => /WARNING|ERROR|FATAL/.test(line))
      .join('\n');
  }

  it.each(Object.entries(lists))('is accepted by squid: %s', (_, endpoints) => {
    expect(parse(exportAllowList(endpoints, 'squid'))).toBe('');
  });

  it('is accepted whatever the values hold', () => {
    const endpoints = fc.sample(hostileEndpoint, { numRuns: 300, seed: 7 });
    expect(parse(exportAllowList(endpoints, 'squid'))).toBe('');
  });

  it('is refused when it is damaged', () => {
    expect(() => parse('acl arc_x nosuchtype y\nhttp_access allow arc_x\n')).toThrow(/nosuchtype|FATAL/);
  });

  it('matches what the patterns match', () => {
    const hits = { matched: 0, other: 0, byRegexp: 0, byName: 0 };
    fc.assert(
      fc.property(
        anyPattern.chain((pattern) =>
          fc.tuple(fc.constant(pattern), fc.oneof(hostOf(pattern), anyPattern.chain(hostOf))),
        ),
        ([pattern, host]) => {
          fc.pre(known.includes(hostShape(pattern).kind));
          const [endpoint] = lists.gateway ?? [];
          const text = exportAllowList(endpoint ? [{ ...endpoint, host: pattern }] : [], 'squid');
          const regexp = /dstdom_regex -n -i (\S+)/.exec(text)?.[1];
          const matches = regexp
            ? new RegExp(regexp, 'i').test(host)
            : text.includes(` dstdomain ${host.toLowerCase()}\n`);
          expect(matches).toBe(hostMatches(pattern, host));
          hits[matches ? 'matched' : 'other']++;
          hits[regexp ? 'byRegexp' : 'byName']++;
        },
      ),
      { numRuns: 300 },
    );
    expectHits(hits, 20);
  });
});

describe('files for devices', () => {
  const readers: Readonly<
    Record<'paloAltoEdl' | 'pfsenseAlias' | 'fortigate' | 'opnsense' | 'azureFirewallBicep', (text: string) => string[]>
  > = {
    paloAltoEdl: readEdl,
    pfsenseAlias: readPfsense,
    fortigate: (text) =>
      [...(readFortigate(text).get('firewall address')?.values() ?? [])].flatMap(({ fqdn = [] }) => fqdn),
    opnsense: (text) => {
      const { aliases } = JSON.parse(text) as { aliases: { alias: Record<string, { content: string }> } };
      return Object.values(aliases.alias).flatMap(({ content }) => content.split('\n'));
    },
    azureFirewallBicep: (text) => {
      const fqdns = text.match(/targetFqdns: \[[^\]]*\]/g) ?? [];
      return fqdns.flatMap((block) => readBicepStrings(block));
    },
  };
  const kindsOf = (format: string) => (/pfsense|opnsense/.test(format) ? ['exact'] : known);

  it.each(Object.keys(readers) as (keyof typeof readers)[])('%s names exactly the hosts it can', (format) => {
    fc.assert(
      fc.property(fc.oneof(hostileList, fc.constantFrom(...Object.values(lists))), (endpoints) => {
        const text = exportAllowList(endpoints, format);
        expect(setOf(readers[format](text))).toEqual(setOf(listed(kindsOf(format), endpoints).map(asDevice)));
      }),
      { numRuns: 60 },
    );
  });

  it('say what they leave out or widen', () => {
    const patternedEndpoint = fc
      .tuple(
        hostileEndpoint,
        fc.option(
          fc.oneof(anyPattern, fc.constantFrom('<region>.login.microsoft.com', 'azgn*.servicebus.windows.net')),
        ),
      )
      .map(([endpoint, host]) => ({ ...endpoint, host: host ?? endpoint.host }));
    const hits = { whole: 0, unknown: 0, invalid: 0, exact: 0, wildcard: 0, widened: 0 };
    fc.assert(
      fc.property(patternedEndpoint, fc.constantFrom(...exportFormats.map(({ id }) => id)), (endpoint, format) => {
        const { kind } = hostShape(endpoint.host);
        const findings = exportFindings([endpoint], format).map(({ code }) => code);
        const expected = (): [keyof typeof hits, readonly string[]] | undefined => {
          if (['csv', 'json', 'markdown'].includes(format)) return ['whole', []];
          if (kind === 'unknown') return ['unknown', ['export.unknownName']];
          if (kind === 'invalid') return ['invalid', ['export.invalidHost']];
          if (format.includes('sense')) return kind === 'exact' ? ['exact', []] : ['wildcard', ['export.wildcard']];
          if (kind === 'infix' && /fortigate|Edl|Firewall/.test(format)) return ['widened', ['export.widened']];
          return undefined;
        };
        const [hit, codes] = expected() ?? [];
        if (hit === undefined) return;
        hits[hit]++;
        expect(findings).toEqual(codes);
      }),
      { numRuns: 500 },
    );
    expectHits(hits, 5);
  });

  it('do not call a wildcard wider when all of it is needed anyway', () => {
    const [endpoint] = lists.gateway ?? [];
    const named = (...names: string[]) => names.flatMap((host) => (endpoint ? [{ ...endpoint, host }] : []));
    expect(exportFindings(named('azgn*.servicebus.windows.net'), 'paloAltoEdl')).toHaveLength(1);
    expect(exportFindings(named('azgn*.servicebus.windows.net', '*.windows.net'), 'paloAltoEdl')).toEqual([]);
  });

  it('leave out what is reached privately', () => {
    const [endpoint] = lists.gateway ?? [];
    const hidden = endpoint ? [{ ...endpoint, privateEndpoint: true as const }] : [];
    expect(exportAllowList(hidden, 'hosts')).toBe('');
    expect(exportFindings(hidden, 'hosts')).toMatchObject([{ code: 'export.privateEndpoint', severity: 'info' }]);
    expect(exportAllowList(hidden, 'csv')).toContain('private endpoint');
  });

  it('list the objects of a FortiGate within its limits, each member defined', () => {
    const endpoints = [...(lists.direct ?? []), ...(lists.gateway ?? [])];
    const tables = readFortigate(exportAllowList(endpoints, 'fortigate'));
    const names = [...(tables.get('firewall address')?.keys() ?? [])];
    for (const name of names) expect(name.length).toBeLessThanOrEqual(79);
    for (const { member = [] } of tables.get('firewall addrgrp')?.values() ?? []) {
      for (const name of member) expect(names).toContain(name);
    }
    const exempt = [...(tables.get('firewall wildcard-fqdn custom')?.values() ?? [])];
    expect(exempt).toMatchObject([{ 'wildcard-fqdn': ['contoso-weu.gw.arc.azure.com'] }]);
  });

  it('give OPNsense names and descriptions it accepts', () => {
    const { aliases } = JSON.parse(exportAllowList(lists.direct ?? [], 'opnsense')) as {
      aliases: { alias: Record<string, { name: string; type: string; description: string }> };
    };
    for (const [id, { name, type, description }] of Object.entries(aliases.alias)) {
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(name).toMatch(/^[a-z_][a-z0-9_]{0,31}$/);
      expect(type).toBe('host');
      expect(description).toMatch(/^[\t 0-9a-zA-Z.\-,_]{1,255}$/);
    }
  });
});

describe('Bicep', () => {
  it('gives every string back', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(readBicepStrings(bicepString(text))).toEqual([text]);
      }),
    );
  });

  it.each(['azureFirewallBicep', 'nsgBicep'] as const)('is well formed whatever the values hold: %s', (format) => {
    fc.assert(
      fc.property(hostileList, (endpoints) => {
        // A file without a rule is comments alone.
        const text = exportAllowList(endpoints, format);
        expect(readBicepStrings(text).length > 2).toBe(text.includes('resource '));
      }),
    );
  });

  it('has one rule for each service tag that carries a host, each with a priority of its own', () => {
    const text = exportAllowList(lists.direct ?? [], 'nsgBicep');
    const used = tags.filter(({ tag }) => text.includes(`destinationAddressPrefix: '${tag}'`)).map(({ tag }) => tag);
    expect(used).toEqual(
      expect.arrayContaining(['AzureActiveDirectory', 'AzureArcInfrastructure', 'AzureFrontDoor.Frontend']),
    );
    expect(used).not.toContain('MicrosoftContainerRegistry');
    expect(text.match(/firstPriority \+ \d+/g)).toHaveLength(new Set(text.match(/firstPriority \+ \d+/g)).size);
    for (const { purpose, rule } of tags) {
      expect(purpose.length).toBeLessThanOrEqual(140);
      expect(rule).toMatch(/^[A-Z]\w{1,79}$/);
    }
  });
});

describe('the Bicep files before the compiler', skipUnless(bicep, withoutBicep), () => {
  const formats = ['azureFirewallBicep', 'nsgBicep'] as const;
  // Each host that the linter knows, alone and within a longer name.
  const environment = environmentUrls.hosts.flatMap((host) => [host, `*.${host}`, `a.${host}`]);
  const [pattern] = lists.direct ?? [];
  const known = pattern ? environment.map((host) => ({ ...pattern, host })) : [];
  const texts = formats.flatMap((format) =>
    [...Object.values(lists), known, [], ...fc.sample(hostileList, 20)].map((endpoints) =>
      exportAllowList(endpoints, format),
    ),
  );

  it('compile and lint without an error or a warning', { timeout: 300_000 }, () => {
    expect(known.length).toBeGreaterThan(40);
    expect(bicepComplaints(texts)).toEqual([]);
  });

  it('would show a host that is not meant', { timeout: 300_000 }, () => {
    expect(bicepComplaints(["output host string = 'management.azure.com'\n"]).join()).toContain(
      'no-hardcoded-env-urls',
    );
    expect(bicepComplaints(['resource x = {\n'])).not.toEqual([]);
  });
});

describe('the Bicep files before their grammar', () => {
  const formats = ['azureFirewallBicep', 'nsgBicep'] as const;

  it('have no syntax error, whatever the list holds', async () => {
    const parse = await bicepParser();
    expect(syntaxErrors(parse('resource x = {'))).not.toEqual([]);
    for (const format of formats) {
      for (const endpoints of Object.values(lists)) {
        expect(syntaxErrors(parse(exportAllowList(endpoints, format)))).toEqual([]);
      }
      fc.assert(
        fc.property(hostileList, (endpoints) => {
          expect(syntaxErrors(parse(exportAllowList(endpoints, format)))).toEqual([]);
        }),
      );
    }
  });
});
