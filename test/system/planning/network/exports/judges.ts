import { readFileSync } from 'node:fs';

/** Reads CSV as RFC 4180 has it; throws where a text strays from it. */
export function readCsv(text: string): string[][] {
  if (!text.endsWith('\r\n')) throw new Error('The last line has no CRLF.');
  const rows: string[][] = [];
  const field = /"((?:[^"]|"")*)"(,|\r\n)|([^",\r\n]*)(,|\r\n)/gy;
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (!match) throw new Error(`Not CSV at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[3] ?? '');
    if ((match[2] ?? match[4]) === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

export type FortiObject = Readonly<Record<string, readonly string[]>>;

/** Reads `config … edit … set … next … end`; throws where a text strays from it. */
export function readFortigate(text: string): Map<string, Map<string, FortiObject>> {
  const tables = new Map<string, Map<string, FortiObject>>();
  let table: Map<string, FortiObject> | undefined;
  let edited: Record<string, readonly string[]> | undefined;
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [word = '', ...rest] = fortiWords(line);
    if (line === '' || line.startsWith('#')) continue;
    else if (word === 'config' && !table) tables.set(rest.join(' '), (table = new Map<string, FortiObject>()));
    else if (word === 'edit' && table && !edited && rest.length === 1) table.set(rest[0] ?? '', (edited = {}));
    else if (word === 'set' && edited && rest.length > 1) edited[rest[0] ?? ''] = rest.slice(1);
    else if (line === 'next' && edited) edited = undefined;
    else if (line === 'end' && table && !edited) table = undefined;
    else throw new Error(`Not FortiOS: ${line}`);
  }
  if (table) throw new Error('A config block is not closed.');
  return tables;
}

function fortiWords(line: string): string[] {
  if (line.startsWith('#')) return [];
  if (!/^(?:"[\w .,:;*+/=@-]*"|[\w.-]+)(?: (?:"[\w .,:;*+/=@-]*"|[\w.-]+))*$|^$/.test(line))
    throw new Error(`Not FortiOS: ${line}`);
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** The strings of a Bicep file, in order; throws for an unclosed bracket, string or unknown escape. */
export function readBicepStrings(text: string): string[] {
  const token =
    /\/\/[^\n]*|'((?:[^'\\\n$]|\\(?:[\\'nrt$]|u\{[0-9a-f]{1,6}\})|\$(?!\{))*)'|[[\]{}()]|[^'[\]{}()/]+|\//gy;
  const open: string[] = [];
  const strings: string[] = [];
  const closes: Readonly<Record<string, string>> = { ']': '[', '}': '{', ')': '(' };
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new Error(`Not Bicep at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    const [word, string] = match;
    if (string !== undefined) strings.push(unescapeBicep(string));
    else if ('[{('.includes(word)) open.push(word);
    else if (word in closes && open.pop() !== closes[word]) throw new Error(`Unmatched ${word} at ${at}`);
  }
  if (open.length > 0) throw new Error('A bracket is not closed.');
  return strings;
}

const plainEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescapeBicep = (text: string): string =>
  text.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, code: string | undefined, plain: string) =>
    code === undefined ? (plainEscapes[plain] ?? plain) : String.fromCodePoint(parseInt(code, 16)),
  );

/** The entries of an URL list as PAN-OS reads it: one a line, no scheme, a wildcard is a whole label. */
export function readEdl(text: string): string[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      if (!/^(?:\*\.)?(?:[a-z0-9_-]+\.)+[a-z0-9_-]+\/$/.test(line) || line.length > 255)
        throw new Error(`Not an entry: ${line}`);
      return line.slice(0, -1);
    });
}

/** The entries of pfSense's bulk import: each a whole host name, a blank and a description it accepts. */
export function readPfsense(text: string): string[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [host = '', description = ''] = line.split(/ (.*)/s);
      if (!/^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/.test(host))
        throw new Error(`No host: ${line}`);
      if (description.length >= 200 || description.includes('|')) throw new Error(`No description: ${line}`);
      return host;
    });
}

export const readJsonFile = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
