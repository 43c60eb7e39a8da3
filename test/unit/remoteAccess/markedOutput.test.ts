import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MarkedOutput } from '../../../src/remoteAccess/process/markedOutput';

const mark = 'arc-0123456789';

/** The output after it came in these pieces. */
function outputOf(pieces: readonly Buffer[], limit = 1000): MarkedOutput {
  const output = new MarkedOutput(mark, limit);
  for (const piece of pieces) output.add(piece);
  return output;
}

const whole = Buffer.from(`Welcome to web-01!\n${mark} 4711\r\nfirst ü\nsecond\n${mark} 3\n`);

test('what is the script’s own is told from what is not, wherever the pieces are cut', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: whole.length })), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
      const output = outputOf(places.slice(1).map((end, index) => whole.subarray(places[index], end)));
      expect(output).toMatchObject({ hasBegun: true, hasEnded: true, processId: 4711, exitCode: 3 });
      expect(output.isTruncated).toBe(false);
      expect(output.before).toBe('Welcome to web-01!\n');
      expect(output.text).toBe('first ü\nsecond\n');
    }),
  );
});

test('without a mark nothing is the script’s, and noise without end is not kept', () => {
  const output = outputOf(Array.from({ length: 1000 }, () => Buffer.from('noise '.repeat(100))));
  expect(output).toMatchObject({ hasBegun: false, hasEnded: false, text: '' });
  expect(output.before.length).toBeLessThanOrEqual(16 * 1024);
});

test('the limit holds, in whole characters, and the end is still seen', () => {
  const output = outputOf([Buffer.from(`${mark}\n${'ü'.repeat(100)}`), Buffer.from(`more\n${mark}\n`)], 9);
  expect(output).toMatchObject({ text: 'üüüü', isTruncated: true, hasEnded: true });
});

test('an output that fits to the byte is not cut', () => {
  expect(outputOf([Buffer.from(`${mark}\n123`), Buffer.from('456')], 6)).toMatchObject({
    text: '123456',
    isTruncated: false,
  });
});

test('the closing mark is no output, though it came before the limit, and nothing after it is any', () => {
  const output = outputOf([Buffer.from(`${mark}\n123`), Buffer.from(`${mark} 0\nlate\n`)], 6);
  expect(output).toMatchObject({ text: '123', isTruncated: false, exitCode: 0 });
  output.add(Buffer.from('later\n'));
  expect(output.text).toBe('123');
  expect(outputOf([Buffer.from(`${mark}\n123456${mark}\n`)], 6)).toMatchObject({ text: '123456', isTruncated: false });
});

test('half a closing mark ends nothing', () => {
  expect(outputOf([Buffer.from(`${mark}\n123\n${mark} 1`)])).toMatchObject({ hasEnded: false, exitCode: undefined });
});
