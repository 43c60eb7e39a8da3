import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyLine } from '../../../../../src/diagnosis/engine/logs/classifyLine';
import { LineShape } from '../../../../../src/diagnosis/engine/logs/lineShape';
import { LogSummarizer } from '../../../../../src/diagnosis/engine/logs/logSummarizer';
import { parseArcLog } from '../../../../../src/diagnosis/engine/logs/parseArcLog';
import { expectHits } from '../../../../support/hits';
import { arcProxyLine } from '../../../../support/arcProxyLines';

const shapeOf = (line: string): string => {
  const shape = new LineShape();
  shape.read(new TextEncoder().encode(line), 0);
  return new TextDecoder().decode(shape.bytes.subarray(0, shape.length));
};

const summaryOf = (chunks: readonly Uint8Array[]) => {
  const summarizer = new LogSummarizer();
  for (const chunk of chunks) summarizer.add(chunk);
  return summarizer.end();
};

describe('the shape of a line', () => {
  it.each([
    ['2026-12-01T08:15:42.123456Z x', '9999-99-99T99:99:9Z x'],
    ['10.42.0.17:53122 took 1.25ms, 8192 bytes', '9:9 took 9ms, 9999 bytes'],
    ['id=3f2a7c11-0b5e-4c7d-9a61-8e2f4d5b6a70', 'id=99999999-9999-9999-9999-999999999999'],
    ['{"ts":1764576942,"n":0.5,"k":-12}', '{"ts":9,"n":9,"k":-99}'],
    ['CONNECT weu2.his.arc.azure.com:443 200', 'CONNECT weu2.his.arc.azure.com:443 200'],
    ['westeurope.obo.arc.azure.com:8084 407', 'westeurope.obo.arc.azure.com:8084 407'],
    ['"host":"a.b.com","port":8084', '"host":"a.b.com","port":8084'],
    ['3f2a7c11-0b5e-4c7d-9a61-8e2f4d5b6a70.agentsvc.com', '3f2a7c11-0b5e-4c7d-9a61-8e2f4d5b6a70.agentsvc.com'],
    ['0.12.de 1.2.contoso.com', '0.12.de 1.2.contoso.com'],
    ['404 623 012', '404 999 999'],
  ])('%s', (line, shape) => {
    expect(shapeOf(line)).toBe(shape);
  });

  it('says of a request what the line says', () => {
    const hits = { requests: 0, messages: 0, unknown: 0, shortened: 0 };
    fc.assert(
      fc.property(arcProxyLine, (line) => {
        const shape = shapeOf(line);
        const own = classifyLine(line);
        expect(classifyLine(shape)).toEqual(own);
        if (shape !== line) hits.shortened++;
        if (typeof own === 'object') hits.requests++;
        if (own === 'message') hits.messages++;
        if (own === 'unknown') hits.unknown++;
      }),
      { numRuns: 4000 },
    );
    expectHits(hits, 100);
  });
});

describe('a log in chunks', () => {
  const text = fc
    .array(
      fc.tuple(
        fc.oneof(arcProxyLine, fc.string({ unit: 'binary', maxLength: 30 })),
        fc.constantFrom('\n', '\r\n', '\r'),
      ),
      {
        maxLength: 12,
      },
    )
    .map((lines) => lines.flat().join(''));

  it('is what it is in one piece, wherever it is cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 40 }), { minLength: 1 }), (whole, sizes) => {
        const bytes = new TextEncoder().encode(whole);
        const chunks: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = (sizes[turn % sizes.length] ?? 0) + 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(summaryOf(chunks)).toEqual(parseArcLog(whole));
      }),
      { numRuns: 500 },
    );
  });

  it('is read in the encoding that its byte order mark names', () => {
    const log = 'INFO CONNECT pas.windows.net:443\nwhat is this\n';
    const expected = parseArcLog(log);
    const little = Buffer.from(`\ufeff${log}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big, Buffer.from(`\ufeff${log}`)]) {
      expect(summaryOf([bytes])).toEqual(expected);
      expect(summaryOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(expected);
    }
    expect(summaryOf([Uint8Array.of(0x78)]).unknown.count).toBe(1);
  });

  it('is counted as line after line is, however often a line comes', () => {
    fc.assert(
      fc.property(
        fc.array(arcProxyLine, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 60 }),
        (lines, picks) => {
          const log = picks.map((pick) => lines[pick % lines.length] ?? '');
          const counted = { requests: 0, message: 0, unknown: 0, blank: 0 };
          for (const each of log.map(classifyLine)) counted[typeof each === 'object' ? 'requests' : each]++;
          const { requests, messages, unknown, blank } = parseArcLog(log.map((line) => `${line}\n`).join(''));
          expect({ requests, message: messages, unknown: unknown.count, blank }).toEqual(counted);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps no more groups, lines and characters than it says', () => {
    const hosts = Array.from({ length: 21_000 }, (_, number) => `INFO CONNECT h${number}x.contoso.com:443 `);
    const { groups, requests, ungrouped } = parseArcLog(hosts.join('\n'));
    expect([groups.length, requests, ungrouped]).toEqual([20_000, 20_000, 1_000]);
    const { unknown } = parseArcLog(`${'?'.repeat(100_000)}\n`.repeat(30));
    expect(unknown.count).toBe(30);
    expect(unknown.first).toHaveLength(20);
    expect(Math.max(...unknown.first.map(({ text: own }) => own.length))).toBeLessThan(500);
  });
});
