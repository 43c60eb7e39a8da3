import fc from 'fast-check';

/** A piece of shell text, and the constructs that are in it. */
export interface Shell {
  readonly text: string;
  readonly constructs: readonly string[];
}

const shell = (construct: string, ...texts: readonly string[]): fc.Arbitrary<Shell> =>
  fc.constantFrom(...texts).map((text) => ({ text, constructs: [construct] }));

const named = (construct: string, texts: fc.Arbitrary<string>): fc.Arbitrary<Shell> =>
  texts.map((text) => ({ text, constructs: [construct] }));

const joined = (parts: readonly Shell[], separator = ''): Shell => ({
  text: parts.map(({ text }) => text).join(separator),
  constructs: parts.flatMap(({ constructs }) => constructs),
});

// 9 is the descriptor that the arguments are told on.
const plain = fc.string({
  unit: fc.constantFrom('a', 'b', 'x', 'Z', '0', '1', '2', '.', '/', ':', ',', '@', '%', '+', '_', '-', '=', 'é', '東'),
  minLength: 1,
  maxLength: 6,
});
const quotable = fc.string({
  unit: fc.constantFrom(
    'a',
    ' ',
    '#',
    ';',
    '|',
    '&',
    '(',
    ')',
    '<',
    '>',
    '{',
    '}',
    '*',
    '~',
    '\\\\',
    '\n',
    '\t',
    'é',
    '=',
  ),
  maxLength: 6,
});

const expansions = fc.oneof(
  shell('variable', '$v', '${v}', '$e', '$n'),
  shell('positional', '$1', '$2', '$#', '"$@"', '$*', '"$*"', '${@:2}', '"${@}"', '${10}'),
  shell(
    'default',
    '${u:-d}',
    '${u:-"x y"}',
    '${u-$v}',
    '${u:-${v}}',
    '${u:-a}b',
    '${v:+-f "$v"}',
    '${u:=q}',
    "${u:-'}'}",
  ),
  shell(
    'pattern',
    '${v#a}',
    '${v%%b*}',
    "${v/a/'b c'}",
    '${v//[ab]/}',
    '${#v}',
    '${v:1:2}',
    '${v^^}',
    '${v@Q}',
    '${v#"}"}',
  ),
  shell('list', '${l[@]}', '"${l[@]}"', '${l[1]}', '"${l[*]}"', '${l[$n]}', '${#l[@]}', '${l[@]+"${l[@]}"}'),
  shell('arithmetic', '$((1+2))', '$(( (1 + 2) * 3 ))', '$((n<<1))', '$[n+1]', '$((k[1]+n))', '$(($n))'),
);

const substitutions = fc.oneof(
  shell('substitution', '$(echo x)', '$(echo "a b")', "$(echo ')')", '$(echo a # b\n)', '$( (echo a; echo b) )', '$()'),
  shell(
    'substitution',
    '$(case x in x) echo y;; esac)',
    '$(cat <<E\nx y\nE\n)',
    '$(echo "$(echo "$v")")',
    '$((echo a) | cat)',
  ),
  shell('backticks', '`echo x`', '`echo "a b"`', '`echo \\`echo x\\``', '`: # c`', '`echo a \\\n b`'),
  shell('process', '<(:)', '<(echo ")")'),
);

const inDouble = fc.oneof(
  { arbitrary: named('double', quotable), weight: 40 },
  { arbitrary: shell('double', '\\"', '\\$', '\\`', "'", '\\\n', '\\a', '$ ', '$.', "$'"), weight: 20 },
  {
    arbitrary: shell(
      'double',
      '$v',
      '${v}',
      '${u:-"x"}',
      "${u:-'b c'}",
      "${u:-'}'}",
      "${u:+it'$v's}",
      '${u:-a b}',
      '$((n))',
      '${v#"b"}',
      "${v%'b'}",
    ),
    weight: 20,
  },
);

const double = fc.array(inDouble, { maxLength: 4 }).map((parts) => ({
  text: `"${joined(parts).text}"`,
  constructs: ['double'],
}));

const piece = fc.oneof(
  { arbitrary: named('bare', plain), weight: 80 },
  {
    arbitrary: shell('escape', '\\ ', '\\"', "\\'", '\\$', '\\\\', '\\;', '\\|', '\\#', '\\*', '\\a', '\\`', '\\&'),
    weight: 30,
  },
  {
    arbitrary: named(
      'single',
      quotable.map((text) => `'${text}'`),
    ),
    weight: 30,
  },
  { arbitrary: double, weight: 40 },
  {
    arbitrary: shell('ansi', "$'a\\tb'", "$'it\\'s'", "$'\\x41\\u00e9'", "$'\\\\'", "$'\\101'", "$'\\q'", "$''"),
    weight: 20,
  },
  { arbitrary: shell('translated', '$"a b"', '$"$v"'), weight: 10 },
  { arbitrary: expansions, weight: 60 },
  { arbitrary: substitutions, weight: 4 },
  { arbitrary: shell('glob', '*1', '[ab]1', '?1', '@(a|b)1', '!(x)', '*.none', '[!a]1'), weight: 15 },
  { arbitrary: shell('braces', '{x,y}', '{1..3}', '{a,"b c"}', '{a}', '{}', '{a,$v}', '{x,{y,z}}'), weight: 15 },
  { arbitrary: shell('dollar', '$.', '$/', '$,', '$=', '$%'), weight: 10 },
  { arbitrary: shell('joined', 'a\\\nb', '\\\nc', '"a"\\\nb'), weight: 15 },
  { arbitrary: shell('hash', 'a#b', "''#"), weight: 7 },
);

const word = fc.oneof(
  { arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => joined(parts)), weight: 120 },
  { arbitrary: shell('empty', "''", '""'), weight: 10 },
  { arbitrary: shell('tilde', '~', '~/x', '~root'), weight: 10 },
  { arbitrary: shell('flag', '--tags=a="b c"', '--name="$v"', "-f'x y'", '--x=$v-$n.json', '--y={a,b}'), weight: 15 },
  { arbitrary: shell('dollar', '$', 's/.$//', 'a$', '"$v"$'), weight: 8 },
  { arbitrary: shell('keyword', 'if', 'done', '}', '{', '!', 'in', '[[', 'time'), weight: 10 },
);

const redirect = fc.oneof(
  shell(
    'redirect',
    '>out',
    '> out',
    '2>/dev/null',
    '2> "$v"',
    '>>out',
    '&>out',
    '&>>out',
    '2>&1',
    '>|out',
    '</dev/null',
  ),
  shell('redirect', '1>out', '<>out', '2>&-', '>\\\nout', '>o$n', ">'o u'", '{fd}>out', '3<&0', '> >(cat)'),
  shell('hereString', '<<<x', '<<< "a b"', '<<<$v', '<<<a\\ b'),
);

const assignment = shell(
  'assignment',
  'A=1',
  'B="x y"',
  'C=$v',
  'D=',
  "E='a'b",
  'F=~',
  'G+=x',
  'H=a\\ b',
  'I=$(echo x)',
  'J=$u$v-a',
);
const blank = fc.oneof(
  { arbitrary: fc.constantFrom(' ', '  ', '\t'), weight: 80 },
  { arbitrary: fc.constantFrom(' \\\n ', ' \\\n', '\\\n '), weight: 20 },
);
const program = fc.constantFrom('p', '"p"', '\\p', "'p'", 'p', '""p', 'p\\\n');

const argument = fc.oneof({ arbitrary: word, weight: 60 }, { arbitrary: redirect, weight: 10 });

/** One call of the program `p`. */
const call = fc
  .record({
    before: fc.array(fc.oneof({ arbitrary: assignment, weight: 30 }, { arbitrary: redirect, weight: 10 }), {
      maxLength: 2,
    }),
    name: program,
    args: fc.array(fc.tuple(blank, argument), { maxLength: 5 }),
    isGlued: fc.nat(9),
    heredoc: fc.nat(24),
    comment: fc.nat(14),
  })
  .map(({ before, name, args, isGlued, heredoc, comment }): Shell => {
    const lead = before.map(({ text }) => `${text} `).join('');
    const glued = isGlued === 0 ? '>out ' : '';
    const rest = args.map(([space, { text }]) => space + text).join('');
    const constructs = [...before, ...args.map(([, each]) => each)].flatMap((each) => each.constructs);
    const bodies = ['<<E b\nx $v "\nE', "<<'E'\n$( `\nE", '<<-E\n\tx\n\tE', '<<E"F"\n`x\nEF', '<<A <<B\na\nA\nb\nB'];
    const body = bodies[heredoc];
    if (body !== undefined)
      return { text: `${lead}${name}${glued}${rest} ${body}`, constructs: [...constructs, 'heredoc'] };
    const tail = comment === 0 ? ` # it's "a` : '';
    return { text: lead + name + glued + rest + tail, constructs: tail ? [...constructs, 'comment'] : constructs };
  });

/** Some calls, one after the other; a line may begin with a backslash. */
export const bashCommands: fc.Arbitrary<Shell> = fc
  .tuple(call, fc.array(fc.tuple(fc.constantFrom('\n', '\n\n', ' ; ', ' && ', '\n  ', '; '), call), { maxLength: 2 }))
  .map(([first, more]) => {
    let { text } = first;
    for (const [separator, next] of more) {
      // Only a line end ends a heredoc or a comment.
      const isOpen = /<<-?['A-Z]| # it's/.test(text);
      text += (isOpen ? '\n' : separator) + next.text;
    }
    const constructs = [first, ...more.map(([, each]) => each)].flatMap((each) => each.constructs);
    return { text, constructs: more.length > 0 ? [...constructs, 'several'] : constructs };
  });
