import { Maker } from './powershellCommands';

const variables = `$rg = ' rg-servers '
$cfg = @{ Sub = @{ Id = 'sub-1' }; List = @('l-0', 'l-1') }
\${site name} = 'a b'
$env:PLACE = 'westeurope'
$dir = 'C:/x'
$more = @('--tags', 'a=b c')
$none = @()
`;

/** Values as people write them; each is one word of connect, or clings to another. */
const values = [
  '$rg',
  '$rg.Trim()',
  '$rg.Replace("r", "x").Trim()',
  '$cfg.Sub.Id',
  '$cfg["Sub"].Id',
  '$cfg.List[1]',
  '"$rg"',
  "'a ''b'' c'",
  '"a ""b"" $($cfg.Sub.Id)"',
  '${site name}',
  '"${site name}x"',
  '$env:PLACE',
  '"$env:PLACE-2"',
  '$dir/y',
  '$dir\\y',
  'City="New York"',
  "City='New York',Room=2",
  'a"b c"d',
  'plain-word',
  'web`-1',
  'a`,b',
  '12',
  '1.50',
  '2kb',
  '$(hostname)-arc',
  'srv-$(1 + 1)',
  '(Get-Date -Year 2020).Year',
  '([string]$rg)',
  '("{0}-{1}" -f "a", 2)',
  '$true',
  '“smart quotes”',
  '‘single smart’',
  '{{ location }}',
  'a=b,c=d',
];

const gaps = [' ', '  ', '\t', ' `\n    ', ' `\r\n    ', '\u00a0', ' <# why #> '];
const ends = ['\n', '', ' # the last\n', '; Show-Value done\n', ' | Out-Null\n', ' 2>$null\n', '\r\n'];
const flags = ['--resource-group', '--tenant-id', '--location', '--subscription-id', '--resource-name', '--tags', '-n'];
const switches = ['--use-device-code', '--verbose', '-v', '-j'];
const program = '& "$env:ProgramW6432\\AzureConnectedMachineAgent\\azcmagent.exe"';

/** One connect with random flags, values and layout. */
export function makeConnect(random: () => number): string {
  const maker = new Maker(random);
  const own = flags.filter(() => maker.chance(0.7)).map((flag): readonly string[] => [flag, maker.pick(values)]);
  const words = [...own, ...(maker.chance(0.4) ? [[maker.pick(switches)]] : [])];
  const shuffled = words
    .map((each) => ({ each, at: maker.chance(0.5) ? 1 : random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
  const call = maker.pick([program, program, 'azcmagent', 'azcmagent.exe', '& azcmagent', '& ("azcmagent")']);
  if (maker.chance(0.2)) return `${variables}${inList(maker, shuffled)}\n${call} @list${maker.pick(ends)}`;
  const line = laidOut(maker, shuffled.flat());
  const splat = maker.chance(0.15) ? maker.pick([' @more', ' @none', ' $more']) : '';
  return `${variables}${maker.pick(['', '', 'if ($true) { '])}${call} connect${line}${splat}${maker.pick(ends)}`.replace(
    /^([^]*if \(\$true\) \{ [^]*)$/,
    '$1\n}\n',
  );
}

/** The words with gaps between them; a backtick may cling to what ends with a quote or a bracket. */
function laidOut(maker: Maker, words: readonly string[]): string {
  return words.reduce((line, word) => {
    const mayCling = /[^`]["')\]]$/.test(line) && !/[\w=]["'][^"']*["']$/.test(line);
    return line + (mayCling && maker.chance(0.3) ? '`\n    ' : maker.pick(gaps)) + word;
  }, '');
}

function inList(maker: Maker, words: readonly (readonly string[])[]): string {
  const quoted = (word: string): string => (/^[$("'“‘]/.test(word) ? word : `'${word.replaceAll("'", "''")}'`);
  const items = ["'connect'", ...words.flatMap((each) => each.map(quoted))].filter((word) => !/^\$\(.*\)-/.test(word));
  const comma = maker.pick([', ', ',', ',\n    ', ' ,\n    ']);
  const comment = maker.pick(['', '', ' # the last']);
  return maker.pick([
    `$list = ${items.join(comma)}${comment}`,
    `$list = @(${items.join(comma)}${comment}\n)`,
    `$list = @(\n    ${items.join('\n    ')}${comment}\n)`,
    `$list = [string[]]@(${items.join(comma)})`,
  ]);
}
