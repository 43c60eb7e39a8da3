/** Commands of PowerShell, made from a seed: every construct that decides where a word ends, in random company. */

/** The constructs, each under the name that its floor is counted by. */
export type Construct = keyof typeof words | keyof typeof gaps | keyof typeof tails | keyof typeof homes;

export interface MadeCommand {
  readonly text: string;
  readonly constructs: ReadonlySet<Construct>;
}

/** Deterministic numbers (mulberry32), so that a failure can be seen again. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What a construct is made with. */
export class Maker {
  readonly used = new Set<Construct>();
  depth = 0;

  constructor(readonly random: () => number) {}

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  name(): string {
    return this.pick(['a', 'rg', 'sub', 'Name', 'location', 'x1', 'größe', '_y', 'City']);
  }

  text(): string {
    return this.pick(['a', 'New York', 'b-c', 'x;y', 'a,b', '', 'p|q', '#no', '--gateway-id', 'é', '(1)', '{2}']);
  }

  word(): string {
    return this.make(words);
  }

  /** A command inside another construct; a plain one where nesting is deep. */
  inner(): string {
    if (this.depth > 2) return `y ${this.name()}`;
    this.depth += 1;
    const made = this.command();
    this.depth -= 1;
    return made;
  }

  expression(): string {
    return this.pick([
      () => `$${this.name()}`,
      () => `"${this.name()}"`,
      () => `'${this.name()}'`,
      () => '1',
      () => `$${this.name()}.Length`,
      () => `$${this.name()} + 2`,
      () => `(y ${this.name()})`,
      () => `$${this.name()} -replace "a", 'b'`,
      () => `[int]"1"`,
      () => `@(1, 2)`,
    ])();
  }

  /** One of several that commas separate. */
  item(): string {
    return this.pick([
      () => `$${this.name()}`,
      () => `"${this.text()}"`,
      () => this.name(),
      () => `$${this.name()}.B`,
      () => '(1)',
      () => `@{ a = 1 }`,
      () => '{ y z }',
      () => '-n',
      () => `$${this.name()}.C("d e")`,
    ])();
  }

  command(): string {
    const program = this.pick(['x', 'azcmagent', 'Get-It', './a.exe', 'connect', '-dash', 'C:\\a\\b.exe']);
    let text = program;
    const count = 1 + Math.floor(this.random() * 5);
    for (let index = 0; index < count; index++) text += this.make(gaps) + this.word();
    return text;
  }

  make<K extends Construct>(kinds: Readonly<Record<K, (maker: Maker) => string>>): string {
    const kind = this.pick(Object.keys(kinds) as K[]);
    this.used.add(kind);
    return kinds[kind](this);
  }
}

type Makers = Readonly<Record<string, (maker: Maker) => string>>;

const words = {
  bare: (m) =>
    m.pick(['a', 'b.c', 'a/b', 'x\\y', 'a:b', 'a@b', '~', '%x', '!y', '+z', '*.log', 'é', '=', '?x', 'a]b', ']']),
  quotesInside: (m) => `${m.name()}=${m.pick(['"', '"'])}${m.text().replace('"', '')}"`,
  singleQuotesInside: (m) => `${m.name()}'${m.text()}'${m.pick(['', 'z', '-z'])}`,
  single: (m) => `'${m.text()}${m.pick(['', "''", "''x"])}'`,
  double: (m) => `"${m.text()}${m.pick(['', '""', '`"', '``', '`$a', '`n'])}"`,
  doubleWithVariable: (m) => `"${m.pick(['', 'p '])}$${m.name()}${m.pick(['', ' q', '\\r', '.s', '[0]', '-t'])}"`,
  doubleWithCommand: (m) => `"p $(y ${m.name()} ${m.pick(['-z', '$q', '(1)', "'k l'"])}) q"`,
  gluedText: (m) => `"${m.name()}"${m.pick(['b', '$b', "'c'", '-d', '=e', '"f"', '(g)', '.Length', '#h'])}`,
  variable: (m) => `$${m.name()}`,
  braced: (m) => `\${${m.pick(['a b', 'x', 'env:P', 'a-b', 'c`}d'])}}`,
  drive: (m) => `$${m.pick(['env:TEMP', 'script:a', 'global:b', 'using:c', 'x:y:z'])}`,
  special: (m) => m.pick(['$?', '$$', '$^', '$_', '$true', '$null', '$args', '$', '$+', '$?x', '$$.a']),
  splat: (m) => `@${m.pick(['args', 'a', 'more', 'x1'])}`,
  variableGlued: (m) =>
    `$${m.name()}${m.pick(['-b', '/c', '\\d', '=e', '"f g"', "'h i'", '$j', '$(y k)', '+', '@l', '!', ']', '#m'])}`,
  bracedGlued: (m) => `\${${m.name()}}${m.pick(['b', '-c', '$d', '"e f"', '::G', '=h', '?'])}`,
  member: (m) =>
    `$${m.name()}.${m.pick(['Length', 'A.B', '"C D"', '$e', 'F.G.H', '(1)'])}${m.pick(['', '', '-i', 'j', '"k"'])}`,
  index: (m) =>
    `$${m.name()}[${m.pick(['0', '-1', '$i', '"k"', '0, 1', ' 2 '])}]${m.pick(['', '.B', '[1]', '-c', 'd'])}`,
  method: (m) =>
    `$${m.name()}.${m.pick(['Trim()', 'Replace("a", "b")', 'Split(",")[0]', 'A(1).B($c)', 'Where{ $_ }', 'X( y )'])}${m.pick(['', '', '-c', '.D'])}`,
  statics: (m) => `$${m.name()}::${m.pick(['B', 'C()', 'D("e f")'])}`,
  typeWord: (m) => m.pick(['[int]', '[a]b', '[x]::y', '[x]::y("z")', '[', '[0-9]*']),
  subexpression: (m) => `$(${m.inner()})`,
  subexpressionGlued: (m) => `$(y ${m.name()})${m.pick(['-arc', 'b', '$c', '.Length', '"d e"', '[0]', '(f)', '=g'])}`,
  gluedSubexpression: (m) => `${m.name()}$(y ${m.name()})${m.pick(['', 'z', '-w', '$(v)'])}`,
  parentheses: (m) => `(${m.pick([() => m.expression(), () => m.inner()])()})${m.pick(['', '', 'b', '.C', '[0]'])}`,
  array: (m) => `@(${m.expression()}, ${m.expression()})${m.pick(['', '', '.Count', 'b'])}`,
  arrayLines: (m) => `@(\n  'a' # one\n  ${m.expression()}\n)`,
  table: (m) => `@{ ${m.name()} = ${m.expression()}; b = y ${m.name()} }`,
  block: (m) => `{ ${m.inner()} }${m.pick(['', '', 'z'])}`,
  emptyBlock: (m) => m.pick(['{}', '{ }', '{ <# none #> }', '{{ location }}']),
  parameter: (m) =>
    `-${m.pick(['Name', 'v', 'IPv4', 'a-b', 'x_y', 'p=q', '?', 'n`m', 'ä'])}${m.pick(['', '', '', '.b', '[c]', '$d'])}`,
  parameterColon: (m) =>
    `-${m.name()}:${m.pick(['', ' ', '`\n '])}${m.pick(['$true', 'b', '"c d"', '(1)', 'e,f', '$g.H()', '@(1)', '-5', '-i'])}`,
  parameterQuoted: (m) => `-${m.name()}${m.pick(['"b c"', "'d'", 'e"f"'])}`,
  longFlag: (m) =>
    `--${m.pick(['tags', 'v', 'x-y'])}${m.pick(['', '=a', '="b c"', "='d'", '=$e', '=$(y f)', ':g', ':$h', '=A="b c"'])}`,
  dashes: (m) => m.pick(['-', '--', '---', '-=', '-1', '-1.5', '-$a', '-"b"', '-(c)']),
  number: (m) =>
    m.pick(['1', '5mb', '0x1F', '1.5', '1e3', '2KB', '7z', '1..3', '12l', '5"a"', '4.a', '3,4', '6us', '.5']),
  list: (m) => [m.item(), m.item(), m.item()].slice(0, m.pick([2, 3])).join(m.pick([',', ', ', ' ,', ' , ', ',\n  '])),
  escapes: (m) => m.pick(['a`b', 'c` d', '`$e', 'f`"g', '`u{41}h', 'i`;j', 'k`,l', "`'m"]),
  hash: (m) => m.pick(['a#b', '#', '"c"#d', '$e#f']) + '\n',
  smartQuotes: (m) => m.pick(['“a b”', '‘c d’', '„e“', '‚f g‛', 'h“i j”', '"k”', "‘l'"]),
  smartDashes: (m) => m.pick(['–Name', '—', '――x', '–v:$true', '—b', '―5']),
  hereString: (m) => m.pick(['@"\na "b" $c $(y d)\n"@', "@'\na 'b' $c\n'@", '@"\r\n\r\n"@', '@"\n@\n"@.Length']),
  verbatim: (m) => `--% ${m.pick(['a b', '"c | d" $e', 'f # g', 'h ; i'])}\n`,
} satisfies Makers;

const gaps = {
  blank: () => ' ',
  blanks: () => '   ',
  tab: () => '\t',
  noBreakSpace: (m) => m.pick(['\u00a0', '\u202f', '\u3000', '\u0085']),
  continuation: (m) => m.pick([' `\n  ', ' `\r\n', '\t`\n']),
  clingingBacktick: (m) => m.pick(['`\n ', '`\r\n ']),
  comment: (m) => m.pick([' <# c #> ', ' <# a\nb #>', '<# glued #> ']),
} satisfies Makers;

const tails = {
  end: () => '',
  lineEnd: (m) => m.pick(['\n', '\r\n', '\r', '\n\n']),
  semicolon: () => '; y z',
  pipe: (m) => m.pick([' | y', '|y z', ' |\n y z']),
  pipeOnNextLine: (m) => m.pick(['\n | y z', '\n  # c\n | y']),
  chain: (m) => m.pick([' && y z', '||y z']),
  background: () => ' &',
  endComment: (m) => m.pick([' # c "d', ' <# e #>']),
  redirection: (m) => m.pick([' > f', ' 2>&1', ' *> "g h"', ' 2>$null', ' >> i j', ' 3> k']),
} satisfies Makers;

const homes = {
  plain: (m) => m.command(),
  called: (m) =>
    `${m.pick(['& ', '. ', '&'])}${m.pick(['$a', '"b c"', '(y d)', '$e.F', '{ y g }', 'h', "'i'", '$(y j)'])} ${m.word()}`,
  assigned: (m) => `$${m.name()} = ${m.command()}`,
  assignedMember: (m) => `$${m.name()}.A[0] += ${m.command()}`,
  inIf: (m) => `if ($a -eq 1) { ${m.command()}\n } else { y z }`,
  inLoop: (m) => `foreach ($i in 1..3) { ${m.command()}\n}`,
  inFunction: (m) => `function F($a, [string]$b = "c") { ${m.command()}\n}`,
  inSubexpression: (m) => `$b = $(${m.command()}\n)`,
  inString: (m) => `y "p $(z ${m.name()} $${m.name()}.Trim() (1)) q" ${m.word()}`,
  inBlock: (m) => `y { ${m.command()}\n} z`,
  inTry: (m) => `try { ${m.command()}\n } catch { y z } finally { }`,
  inTable: (m) => `$t = @{ A = ${m.command()}\n B = 1 }`,
  inSwitch: (m) => `switch ($a) { 'b' { ${m.command()}\n } default { y @{ C = 1 } } }`,
  returned: (m) => `function G { return ${m.command()}\n }`,
} satisfies Makers;

/** Every construct that has a floor. */
export const constructs = [words, gaps, tails, homes].flatMap((kinds) => Object.keys(kinds)) as readonly Construct[];

export function makeCommand(seed: number): MadeCommand {
  const maker = new Maker(randomOf(seed));
  const text = maker.make(homes) + maker.make(tails);
  return { text, constructs: maker.used };
}
