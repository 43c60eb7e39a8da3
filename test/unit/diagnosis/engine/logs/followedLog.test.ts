import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FollowedLog } from '../../../../../src/diagnosis/engine/logs/followedLog';
import { expectHits } from '../../../../support/hits';

/** A log whose lines have the times of a coarse clock, so that several share one. */
const logOf = (steps: readonly number[]): readonly { readonly at: number; readonly line: string }[] => {
  let at = Date.UTC(2026, 11, 1, 8);
  return steps.map((step, number) => {
    at += step;
    return { at, line: `${new Date(at).toISOString().replace('Z', '000000Z')} line ${number}\n` };
  });
};

const expected = (steps: readonly number[]): readonly string[] => steps.map((_, number) => `line ${number}`);

describe('a log that is followed over several connections', () => {
  it('has each line once, in order, wherever connections break', () => {
    const hits = { inLine: 0, sharedTime: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 100, 400, 1_300), { minLength: 1, maxLength: 25 }),
        fc.array(fc.nat({ max: 400 }), { maxLength: 4 }),
        (steps, cuts) => {
          const log = logOf(steps);
          const seen: string[] = [];
          const followed = new FollowedLog((line) => seen.push(line.kind === 'line' ? line.text : line.kind));
          for (const cut of [...cuts, Infinity]) {
            const { since } = followed;
            // As the API server: from the second that was asked for.
            const rest = log.filter(({ at }) => since === undefined || at >= since.seconds * 1000);
            const text = rest.map(({ line }) => line).join('');
            const part = text.slice(0, cut);
            followed.add(Buffer.from(part));
            if (part !== '' && !part.endsWith('\n')) hits.inLine++;
            followed.resume(true);
          }
          expect(seen).toEqual(expected(steps));
          if (steps.slice(1).includes(0)) hits.sharedTime++;
        },
      ),
      { numRuns: 1000 },
    );
    expectHits(hits, 100);
  });

  it('says where lines are missing, and only there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(100, 400), { minLength: 3, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (steps, first, second) => {
          const log = logOf(steps);
          const read = 1 + (first % (steps.length - 1));
          const from = read + (second % (steps.length - read));
          const seen: string[] = [];
          const followed = new FollowedLog((line) => seen.push(line.kind === 'line' ? line.text : line.kind));
          const add = (lines: typeof log): void => {
            followed.add(Buffer.from(lines.map(({ line }) => line).join('')));
          };
          add(log.slice(0, read));
          followed.resume(true);
          add(log.slice(from));
          const all = expected(steps);
          expect(seen).toEqual([...all.slice(0, read), 'lost', ...all.slice(from)]);
        },
      ),
    );
  });

  it('keeps what has no time, follows a clock that is set back, and a last line without an end', () => {
    const seen: string[] = [];
    const followed = new FollowedLog((line) => seen.push(line.kind === 'line' ? line.text : line.kind));
    followed.add(Buffer.from('error: something\n2026-12-01T08:00:05.5Z a\r\n'));
    followed.resume(true);
    followed.add(Buffer.from('2026-12-01T08:00:05.500Z a\n2026-12-01T07:00:00.1+00:00 b\n2026-12-01T07:00:01Z c'));
    followed.end();
    expect(seen).toEqual(['error: something', 'a', 'b', 'c']);
  });

  it('of another instance is not measured against the former', () => {
    const seen: string[] = [];
    const followed = new FollowedLog((line) => seen.push(line.kind === 'line' ? line.text : line.kind));
    followed.add(Buffer.from('2026-12-01T08:00:05Z a\n'));
    followed.resume(false);
    followed.add(Buffer.from('2026-12-01T08:00:05Z b\n'));
    expect(seen).toEqual(['a', 'b']);
  });
});
