import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bundleReport, problemText } from '../../../../../src/diagnosis/engine/bundle/bundleReport';
import { kindOfFile } from '../../../../../src/diagnosis/engine/bundle/knownFiles';
import { bundleLimits } from '../../../../../src/diagnosis/engine/bundle/limits';
import logFiles from '../../../../../src/diagnosis/engine/bundle/data/logFiles.json';
import { check } from 'recheck';
import { expectHits } from '../../../../support/hits';
import { archiveOf, outcome, patched, search } from './archives';

const refused = 'proxyconnect tcp: dial tcp 10.1.1.1:8080: connect: connection refused\n';
const denied = '2026/05/01 10:00:01 CONNECT dls.microsoft.com:443 403 Forbidden\n';
const good = 'time="2026-11-30T10:04:15Z" level=info msg="Heartbeat sent"\n';

describe('an archive of azcmagent logs', () => {
  it('is searched file by file, and says what it did not read', async () => {
    const archive = archiveOf({
      'himds.log': `${good}${refused}`,
      'logs/azcmagent.log': `INFO Exit Code: AZCM0026\n${refused}`,
      'logs/arcproxy.log.1': denied,
      'extensions/agent.etl': 'binary',
      'logs/himds-2026-11-30.log': good,
      'azcmagent_show.txt': 'Agent Status : Disconnected',
    });
    expect(await outcome(archive)).toEqual({
      found: [
        'himds.log: proxy.refused',
        'logs/azcmagent.log: proxy.refused,AZCM0026',
        'logs/arcproxy.log.1: windows.licensing',
        'logs/himds-2026-11-30.log: ',
        'azcmagent_show.txt: agent.disconnected',
      ],
      unread: [],
      unknown: ['extensions/agent.etl'],
    });
    const bundle = await search(archive);
    if (typeof bundle === 'string') throw new Error(bundle);
    const report = bundleReport('logs.zip', bundle);
    expect(report).toContain('- Files that were read: 5');
    expect(report).toMatch(
      /1\. The proxy refuses connections[\s\S]*- `himds\.log`: Error, line 2\n- `logs\/azcmagent\.log`: Error, line 2/,
    );
    expect(report).toMatch(/\| `dls\.microsoft\.com` \| \*\*denied\*\*/);
    expect(report).toMatch(/not known, and were not read\n\n- `extensions\/agent\.etl`/);
  });

  it('reads logs in UTF-16, and the end of large ones', async () => {
    const utf16 = Uint8Array.from(Buffer.from(`\ufeff${refused}`, 'utf16le'));
    const limits = { ...bundleLimits, tailBytes: 1001 };
    const large = Uint8Array.from(Buffer.from(`\ufeff${'AZCM0067 x\n'.repeat(500)}${refused}`, 'utf16le'));
    expect(await outcome(archiveOf({ 'a.log': utf16, 'b.log': large }), limits)).toMatchObject({
      found: ['a.log: proxy.refused', 'b.log: proxy.refused,AZCM0067'],
    });
    const bundle = await search(archiveOf({ 'b.log': `AZCM0067\n${good.repeat(100)}` }), limits);
    expect(bundle).toMatchObject({ files: [{ isCut: true, diagnoses: [] }] });
  });

  it('searches no more than it may at a time', async () => {
    const limits = { ...bundleLimits, searchedBytes: 50 };
    expect(await outcome(archiveOf({ 'a.log': refused, 'b.log': refused }), limits)).toEqual({
      found: ['a.log: proxy.refused'],
      unread: ['b.log: enough'],
      unknown: [],
    });
  });
});

describe('a hostile archive', () => {
  const bomb = new Uint8Array(40 * 1024 * 1024).fill(65);

  it.each(['../../etc/cron.d/x.log', '/etc/x.log', 'C:\\x.log', '..\\x.log', 'a/../../x.log', '\\\\server\\x.log'])(
    'has no path %s that is read',
    async (path) => {
      expect(await outcome(archiveOf({ [path]: refused, 'himds.log': refused }))).toEqual({
        found: ['himds.log: proxy.refused'],
        unread: [`${path}: unsafePath`],
        unknown: [],
      });
    },
  );

  it('is not unpacked beyond its limits, whatever it claims', async () => {
    const archive = archiveOf({ 'bomb.log': bomb, 'himds.log': refused });
    const expected = { found: ['himds.log: proxy.refused'], unread: ['bomb.log: tooLarge'], unknown: [] };
    expect(await outcome(archive)).toEqual(expected);
    const lying = patched(archive, 'bomb.log', (view, at, kind) => {
      view.setUint32(at + (kind === 'local' ? 22 : 24), 100, true);
    });
    expect(await outcome(lying)).toEqual({ ...expected, unread: ['bomb.log: damaged'] });
  });

  it('has a budget for all its files together, also those that overlap', async () => {
    const archive = archiveOf({
      'a.log': refused.repeat(10),
      'b.log': refused.repeat(10),
      'c.log': refused.repeat(10),
    });
    const limits = { ...bundleLimits, totalBytes: 1700 };
    expect(await outcome(archive, limits)).toMatchObject({ unread: ['c.log: tooLarge'] });
  });

  it('says what is encrypted, a link, or packed in another way', async () => {
    const archive = archiveOf({ 'a.log': refused, 'b.log': refused, 'c.log': refused });
    const encrypted = patched(archive, 'a.log', (view, at, kind) => {
      view.setUint16(at + (kind === 'local' ? 6 : 8), 1, true);
    });
    const linked = patched(encrypted, 'b.log', (view, at, kind) => {
      if (kind === 'entry') view.setUint32(at + 38, 0o120777 * 0x10000, true);
    });
    const other = patched(linked, 'c.log', (view, at, kind) => {
      view.setUint16(at + (kind === 'local' ? 8 : 10), 14, true);
    });
    expect(await outcome(other)).toEqual({
      found: [],
      unread: ['a.log: encrypted', 'b.log: link', 'c.log: unknownMethod'],
      unknown: [],
    });
  });

  it('is refused as a whole where its directory is not right', async () => {
    const archive = archiveOf({ 'himds.log': refused });
    const end = archive.length - 22;
    const withEnd = (change: (view: DataView) => void): Uint8Array => {
      const copy = archive.slice();
      change(new DataView(copy.buffer, end));
      return copy;
    };
    expect(await outcome(archive.subarray(0, -5))).toBe('noArchive');
    expect(await outcome(new Uint8Array())).toBe('noArchive');
    expect(await outcome(withEnd((view) => view.setUint16(10, 2, true)))).toBe('damagedArchive');
    expect(await outcome(withEnd((view) => view.setUint32(12, 0xffff, true)))).toBe('damagedArchive');
    expect(await outcome(withEnd((view) => view.setUint16(4, 3, true)))).toBe('damagedArchive');
    expect(await outcome(withEnd((view) => view.setUint16(10, 0xffff, true)))).toBe('largeFormat');
    expect(await outcome(archive, { ...bundleLimits, entries: 0 })).toBe('tooManyEntries');
    expect(await outcome(archiveOf({}))).toEqual({ found: [], unread: [], unknown: [] });
  });

  it('is read when something stands before it', async () => {
    const archive = archiveOf({ 'himds.log': refused });
    const shifted = Uint8Array.of(...new Uint8Array(100), ...archive);
    expect(await outcome(shifted)).toMatchObject({ found: ['himds.log: proxy.refused'] });
  });

  it('never throws, and never gives content that is not that of its checksum', async () => {
    const texts = { 'himds.log': refused.repeat(20), 'azcmagent.log': good.repeat(20), 'x.bin': 'x' };
    const archive = zipSync(
      Object.fromEntries(
        Object.entries(texts).map(([path, text]) => [path, [new TextEncoder().encode(text), { level: 6 }] as const]),
      ) as never,
    );
    const hits = { whole: 0, refused: 0, partly: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        async (changes) => {
          const copy = archive.slice();
          for (const [at, byte] of changes) copy[at] = byte;
          const found = await search(copy);
          if (typeof found === 'string') {
            hits.refused++;
            return;
          }
          hits[found.unread.length === 0 ? 'whole' : 'partly']++;
          for (const { diagnoses } of found.files)
            expect(['', 'proxy.refused']).toContain(diagnoses.map(({ id }) => id).join());
        },
      ),
      { numRuns: 400 },
    );
    expectHits(hits, 10);
  });

  it('shows its names and lines as text', async () => {
    const bundle = await search(archiveOf({ '<img src=x>\u202e`.log': `<b>${refused}`, '[x](command:y).bin': '' }));
    if (typeof bundle === 'string') throw new Error(bundle);
    const report = bundleReport('<i>', bundle);
    expect(report).not.toContain('\u202e');
    expect(report).not.toMatch(/^[^`\n]*<(?:img|b|i)\b/m);
    expect(report).not.toMatch(/^[^`\n]*\]\(command/m);
  });
});

interface FilePattern {
  readonly name: string;
  readonly folder?: string;
}

describe('the files that are known', () => {
  it.each([
    ['himds.log', 'log'],
    ['arcproxy.log.3', 'log'],
    ['C:\\logs\\gc_agent.log', 'log'],
    ['extension_logs/AzureMonitor/x.log', 'log'],
    ['arc_agents_logs/config-agent-1/config-agent.txt', 'log'],
    ['diagnoser_output.txt', 'text'],
    ['outbound_network_connectivity_check_for_onboarding.txt', 'text'],
    ['arc_deployment_logs/config-agent.txt', 'text'],
    ['describe_non_ready_arc_agents/kube-aad-proxy.txt', 'text'],
    ['connected_cluster_resource_snapshot.txt', 'text'],
    ['azcmagent-show.json', 'text'],
    ['notes.txt', undefined],
    ['picture.png', undefined],
    ['x.log.zip', undefined],
  ] as const)('%s', (path, kind) => {
    expect(kindOfFile(path)).toBe(kind);
  });

  it('are found in linear time', { timeout: 120_000 }, async () => {
    const patterns = logFiles.flatMap(({ entries }) =>
      entries.flatMap(({ name, folder }: FilePattern) => [name, folder ?? []].flat()),
    );
    for (const pattern of patterns)
      expect((await check(pattern, 'i', { timeout: 20_000 })).status, pattern).toBe('safe');
  });

  it('have a sentence for each problem', () => {
    for (const each of [
      'encrypted',
      'link',
      'unsafePath',
      'unknownMethod',
      'tooLarge',
      'damaged',
      'unreadable',
      'enough',
    ] as const)
      expect(problemText(each)).toMatch(/\.$/);
  });
});
