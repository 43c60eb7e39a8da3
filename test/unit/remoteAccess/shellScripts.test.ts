import { describe, expect, test } from 'vitest';
import { oneLine, stripped } from '../../../build/shellScripts.mjs';

describe('a shell script that is made one line', () => {
  test('ends its commands, and goes on where they do', () => {
    const text = `#!/bin/sh
# A comment.
f() {
  if a; then
    b &&
      c
  else
    d
  fi
  # Another one.
  (
    e
  ) &
}
while f; do
  g ||
    exit
done
`;
    expect(oneLine(text)).toBe('f() { if a; then b && c; else d; fi; ( e; ) & }; while f; do g || exit; done');
  });

  test.each(["echo 'a'", 'cat <<EOF', 'a # why', 'a \\'])('holds nothing that cannot be joined: %s', (line) => {
    expect(() => oneLine(`a\n${line}\nb\n`)).toThrow(line);
  });
});

test('a PowerShell script loses what only people read', () => {
  expect(stripped('# Why.\n$a = 1\n\nif ($a) {\n  exit 1\n}\n')).toBe('$a = 1\nif ($a) {\nexit 1\n}');
});
