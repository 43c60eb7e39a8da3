import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bashDoubleQuoted, bashLiteral } from '../../../../src/core/scripts/quote';
import { run } from '../../../support/program';
import { hostileText } from './topologies';

const texts = ['', '-rf', "'", '\n', '\\', ...fc.sample(hostileText, 3000)];

/** The texts as one bash process evaluates them once quoted, written out with NUL between them. */
function evaluatedByBash(quote: (text: string) => string, locale: string): string[] {
  const script = texts.map((text) => `printf '%s\\0' ${quote(text)}`).join('\n');
  const output = run('env', 'coreutils', [`LC_ALL=${locale}`, 'bash', '-s'], script).toString();
  return output.split('\0').slice(0, -1);
}

describe.each([
  ['bashLiteral', bashLiteral],
  ['bashDoubleQuoted', bashDoubleQuoted],
])('%s', (_, quote) => {
  it.each(['C', 'C.UTF-8'])('comes back unchanged from bash in the locale %s', (locale) => {
    expect(evaluatedByBash(quote, locale)).toEqual(texts);
  });
});
