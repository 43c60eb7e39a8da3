import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBash } from '../../../../src/patching/engine/bashSyntax';
import { nodesOf, type SyntaxNode } from '../../../../src/patching/engine/syntaxTree';

const typesIn = (text: string): readonly string[] => nodesOf(parseBash(text)).map(({ type }) => type);

/** The first place that cannot be read. */
const faultOf = (text: string): number | undefined =>
  nodesOf(parseBash(text)).find(({ type }) => type === 'ERROR' || type === 'error')?.start;

const sourcesOf = (text: string, type: string): readonly string[] =>
  nodesOf(parseBash(text))
    .filter((node) => node.type === type)
    .map(({ start, end }) => text.slice(start, end));

describe('a bash script that is read', () => {
  it.each([
    'for x do echo "$x"; done',
    'for ((i = 0; i < 3; i++)); do :; done',
    'select x in a b; do break; done',
    'until false; do :; done >log 2>&1',
    'case $x in (a|"b c") echo;; ?*\' \'?*) ;& *) esac',
    'case "$x" in\n  -h | --help) usage ;;\n  *) die "no" ;;&\nesac',
    '[ -d / ] && [ \\( -f a \\) -o \\( -f b \\) ]',
    '[[ $x =~ ^(a|b c)+$ && ! ( -f y || $z < a ) ]]',
    'n=$((16#ff + $(wc -l <f))) 2>/dev/null',
    ': <>/dev/tty',
    'cat <<A <<"B C"\na\nA\nb\nB C\n',
    'echo a `# a comment` b',
    'if ! time { a; }; then b; elif c; then d; else e; fi | f &',
    'f() ( a ) >log\nfunction g { b; }\nfunction h() { c; }',
    'coproc work { a; }\ncoproc b c',
    'a=(1 "2" # three\n  $(b) [4]=c) b[1 + 1]=d c+=(e)',
    'a && b || c && ! d\ne |& f',
    'sed s/.$// <<<"$x"',
    'echo "${x:-"a } b"}" ${y#"}"} ${z[${#z[@]} - 1]} "$(echo "}" \')\')"',
    'x=$(cat <<EOF\n$(date) "\nEOF\n)',
    'a() { b\n}\n{ c; } 2>&1',
    'exec {log}>file 3>&- &>>all',
    'echo {{ value }} ${{ other }} <%= third %>',
  ])('%j', (text) => {
    expect(faultOf(text)).toBeUndefined();
    expect(faultOf(text.replaceAll('\n', '\r\n'))).toBeUndefined();
  });

  it.each([
    ['a\nif b; then\n  c\n', 2],
    ['a\nb)\n', 3],
    ['a\necho "b\nc', 7],
    ['a; b ${c', 5],
    ['a\n( b\nc', 2],
    ['a | | b', 4],
    ['x=(a\n', 2],
    ['done', 0],
    ['a ;; b', 2],
    ['echo $(a', 5],
  ])('%j cannot be read from %i', (text, at) => {
    expect(faultOf(text)).toBe(at);
  });

  it('has no program in a comment, and none in quotes', () => {
    expect(typesIn('# a $(b)\n\'c $(d)\' "e"')).not.toContain('command_substitution');
    expect(sourcesOf('a # b "c\nd', 'comment')).toEqual(['# b "c']);
  });

  it('keeps to the words of the shell that a script is for', () => {
    const text = 'echo "${x:-it\'s}"';
    expect(faultOf(`#!/bin/sh\n${text}`)).toBeUndefined();
    expect(faultOf(`#!/bin/bash\n${text}`)).toBe(25);
  });

  it('has each node inside its parent, behind the one before', () => {
    const check = (node: SyntaxNode): void => {
      let at = node.start;
      for (const child of node.children) {
        expect(child.parent).toBe(node);
        expect([child.start >= at, child.end <= node.end]).toEqual([true, true]);
        at = child.end;
        check(child);
      }
    };
    check(parseBash('a() { x=1 b "$(c <<E\n$(d)\nE\n)" >f; }; if e; then f && g | h; fi'));
  });
});

const fragment = fc.constantFrom(
  ...'(){}[]<>|&;!$`"\'\\#\n\r \t=+*?@~-:,.%/a19éx'.split(''),
  ...['$(', '${', '$((', '((', '))', '<<E', '<<-"E"', 'E\n', "$'", '$"', '<(', '&&', '||', ';;', '\\\n', '[[', ']]'],
  ...[
    'if ',
    'then ',
    'fi',
    'case x in ',
    'esac',
    'for x in ',
    'do ',
    'done',
    'f() ',
    '{ ',
    '}',
    '@(',
    'x=(',
    'x[',
    ']=',
  ],
);

describe('any text', () => {
  it('is read without an error of the reader', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const root = parseBash(text);
        expect(root.end).toBe(text.length);
        if (!nodesOf(root).some(({ type }) => type === 'ERROR')) read++;
      }),
      { numRuns: 20_000, seed: 7 },
    );
    expect(read).toBeGreaterThan(500);
  });

  const repeated = [
    'a ',
    '((',
    '$((',
    '$(',
    '${',
    '"',
    "'",
    '`',
    '\\',
    '\\\n',
    '{{ ',
    '<% ',
    '@(',
    'a[',
    'a[;',
    '<<E\n',
  ];
  const more = [
    '#',
    '!',
    '! ',
    '&& a',
    'a || a && ',
    '\r',
    '[[ ',
    'if ',
    'case ',
    '$',
    '$((1)',
    '; ',
    'f() ',
    '{',
    '<',
  ];
  it.each([...repeated, ...more, 'x=(', 'a\\\nb', "${a'", '"$(', '{a,', '=', '1>', 'export a[', '<<E <<E\n'])(
    'of many %j takes time that grows as its length does',
    (part) => {
      const cost = (length: number): number => {
        const text = part.repeat(Math.ceil(length / part.length));
        const costs = [1, 2, 3].map(() => {
          const before = process.threadCpuUsage();
          parseBash(text);
          return process.threadCpuUsage(before).user;
        });
        return Math.min(...costs);
      };
      cost(10_000);
      // Sixteen times the text: what grows as the square would cost 256 times as much. Below a millisecond all is noise.
      expect(cost(160_000)).toBeLessThan(Math.max(cost(10_000), 1000) * 100);
    },
  );
});
