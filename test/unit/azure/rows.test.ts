import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { text } from '../../../src/azure/rows';

describe('a text of Azure', () => {
  it.each([
    ['Connected\nLikely cause: none', 'Connected Likely cause: none'],
    ['a\r\n\u2028b', 'a b'],
    [' \n ', undefined],
    [null, undefined],
    [5, undefined],
  ])('has one line: %j', (value, read) => {
    expect(v.parse(text, value)).toBe(read);
  });
});
