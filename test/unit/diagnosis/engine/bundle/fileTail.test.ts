import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FileTail } from '../../../../../src/diagnosis/engine/bundle';

it('the end of a file is its last bytes, whatever its chunks, which may all be in one buffer', () => {
  let cut = 0;
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary-ascii', maxLength: 30 })),
      fc.integer({ min: 1, max: 40 }),
      (texts, most) => {
        const tail = new FileTail(most);
        const buffer = new Uint8Array(30);
        for (const text of texts) tail.add(buffer.subarray(0, new TextEncoder().encodeInto(text, buffer).written));
        const whole = texts.join('');
        const surplus = Math.max(0, whole.length - most);
        // An even number of bytes is left out; one that is left too many by that is not kept.
        expect([whole.slice(surplus), whole.slice(surplus + 1)]).toContain(tail.text());
        expect([tail.length, tail.isCut]).toEqual([whole.length, whole.length > most]);
        if (tail.isCut) cut += 1;
      },
    ),
  );
  expect(cut).toBeGreaterThan(10);
});

it('a larger file keeps no more than twice what is asked for', () => {
  const tail = new FileTail(1000);
  const chunk = new TextEncoder().encode('0123456789'.repeat(7));
  for (let turn = 0; turn < 10_000; turn += 1) tail.add(chunk);
  expect(tail.text()).toBe('0123456789'.repeat(100));
  expect(tail.length).toBe(700_000);
});

it('UTF-16 is not cut within a character', () => {
  const tail = new FileTail(9);
  const bytes = new Uint8Array(Buffer.from('\ufeffabcdefgh', 'utf16le'));
  for (let at = 0; at < bytes.length; at += 3) tail.add(bytes.subarray(at, at + 3));
  expect(tail.text()).toBe('efgh');
});
