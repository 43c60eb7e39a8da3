import { Cuts, isRemoved } from './cut';
import { lineEnd, wordEnd } from './values';

/** Options with secrets. Sources: manuals and `--help`. */
interface CommandOption {
  readonly programs: string;
  readonly options: string;
  /** The secret follows this character. */
  readonly behind?: string;
  /** No space needed before the value. */
  readonly isJoined?: true;
}

const rows: readonly CommandOption[] = [
  { programs: 'sshpass', options: '-p', isJoined: true },
  { programs: 'curl|wget', options: '-u|--user|-U|--proxy-user', behind: ':', isJoined: true },
  { programs: 'https?|xhs?', options: '-a|--auth', behind: ':' },
  { programs: 'smbclient|rpcclient|net', options: '-U|--user', behind: '%', isJoined: true },
  { programs: 'mysql|mysqldump|mysqladmin|mariadb', options: '-p', isJoined: true },
  { programs: 'sqlcmd|bcp|osql|unzip|zip|ipmitool', options: '-P', isJoined: true },
  { programs: 'plink|pscp|psftp|putty', options: '-pw' },
  { programs: 'ldapsearch|ldapmodify|ldapadd|ldapwhoami', options: '-w', isJoined: true },
  { programs: 'redis-cli', options: '-a' },
  { programs: 'openssl', options: '-passin|-passout|-pass', behind: ':' },
  { programs: 'openssl|keytool', options: '-k|-storepass|-keypass' },
  { programs: 'kubectl', options: '--from-literal', behind: '=' },
];

const called = (programs: string): string => `\\b(?:${programs})(?:\\.exe)?["']?[ \\t]`;
const compiled = rows.map(({ programs, options, behind, isJoined }) => ({
  program: new RegExp(called(programs), 'i'),
  option: new RegExp(`(?:^|\\s)(?:${options})(?:[=:]|[ \\t]{1,20}${isJoined ? '|(?=\\S)' : ''})`, 'g'),
  behind,
}));

const anyProgram = new RegExp(called(rows.map(({ programs }) => programs).join('|')), 'i');

/** `-p` isn’t a password. */
const otherP =
  /\b(?:mkdir|cp|ssh|scp|ps|nmap|nc|ncat|install|rsync|patch|read|perl|git|tar|touch|lsof|npx|tsc|python3?|pip|screen|tmux|kill|iperf3?|test|declare|printf|locale|docker run|podman run|docker-compose|docker compose)\b/i;
const shortP = /(?:^|\s)-p[ \t]{1,20}/g;
/** Ports, paths, options. */
const isOther = /^(?:[\d:./,-]+|[-./~].*|(?:tcp|udp)\b.*)$/i;

/** Secrets without a telling name. */
export function withoutCommandSecrets(text: string): string {
  const cuts = new Cuts(text);
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    if (end - start > 6) cutLine(text, start, end, cuts);
    start = end + 1;
  }
  return cuts.result;
}

function cutLine(text: string, start: number, end: number, cuts: Cuts): void {
  const line = text.slice(start, end);
  for (const [from, to] of [...secretsIn(line)].sort((a, b) => a[0] - b[0])) {
    if (start + from >= cuts.end && to > from && !isRemoved(line, from)) cuts.cut(start + from, start + to);
  }
}

function* secretsIn(line: string): Generator<readonly [from: number, to: number]> {
  yield* positional(line);
  if (anyProgram.test(line)) {
    for (const { program, option, behind } of compiled)
      if (program.test(line)) yield* optionValues(line, option, behind);
  }
  if (!line.includes('-p') || otherP.test(line)) return;
  for (const place of optionValues(line, shortP)) if (!isOther.test(line.slice(...place))) yield place;
}

function* optionValues(line: string, option: RegExp, behind?: string): Generator<readonly [from: number, to: number]> {
  option.lastIndex = 0;
  for (let found = option.exec(line); found; found = option.exec(line)) {
    const from = option.lastIndex;
    const to = wordEnd(line, from);
    const value = line.slice(from, to);
    const skipped = behind === undefined ? 0 : value.indexOf(behind) + 1;
    // See `withoutUrlPasswords`.
    const isSecret = (behind === undefined || skipped > 0) && skipped < value.length && !value.includes('://');
    if (isSecret) yield [from + skipped, to];
    option.lastIndex = Math.max(to, from);
  }
}

const secureString = /\bConvertTo-SecureString\b(?:[ \t]{1,9}-(?:AsPlainText|Force|String)\b){0,3}[ \t]{0,9}/gi;
const netUse = /\bnet(?:\.exe)?[ \t]{1,9}use[ \t]{1,9}/gi;
const netUser = /\bnet(?:\.exe)?[ \t]{1,9}user[ \t]{1,9}/gi;
const htpasswd = /\bhtpasswd[ \t]{1,9}-[a-zA-Z]{0,8}b[a-zA-Z]{0,8}[ \t]{1,9}/gi;

/** Secrets by position. */
function* positional(line: string): Generator<readonly [from: number, to: number]> {
  if (/SecureString/i.test(line)) {
    for (const { index, 0: call } of line.matchAll(secureString)) {
      const from = index + call.length;
      // Skips variables and options.
      if (from < line.length && !/[$|)\s-]/.test(line.charAt(from))) yield [from, wordEnd(line, from)];
      else yield* pipedInto(line, index);
    }
  }
  if (!/net|htpasswd/i.test(line)) return;
  // `net use * \\server\share password /user:domain\name`; the password is optional.
  for (const words of wordsBehind(line, netUse)) {
    const others = words.filter(({ text }) => !isPlace.test(text) && !text.startsWith('/'));
    if (words.some(({ text }) => isPlace.test(text))) yield* others.slice(0, 1).map(placeOf);
  }
  for (const words of wordsBehind(line, netUser))
    yield* words
      .slice(1, 2)
      .filter((word) => !/^[/*]/.test(word.text))
      .map(placeOf);
  for (const words of wordsBehind(line, htpasswd)) yield* words.slice(-1).map(placeOf);
}

/** Share, drive, or `*`. */
const isPlace = /^(?:["']?\\\\|[a-z]:$|\*$)/i;

interface Word {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
const placeOf = ({ from, to }: Word): readonly [number, number] => [from, to];

/** At most eight words after a command. */
function* wordsBehind(line: string, command: RegExp): Generator<readonly Word[]> {
  for (const { index, 0: call } of line.matchAll(command)) {
    const words: Word[] = [];
    for (let from = index + call.length; from < line.length && words.length < 8;) {
      const to = wordEnd(line, from);
      if (to > from) words.push({ from, to, text: line.slice(from, to) });
      from = to + 1;
    }
    yield words;
  }
}

/** `'…' | ConvertTo-SecureString -AsPlainText`. */
function* pipedInto(line: string, at: number): Generator<readonly [from: number, to: number]> {
  let close = at - 1;
  while (close > 0 && /[ \t|]/.test(line.charAt(close))) close--;
  const quote = line[close];
  if ((quote !== '"' && quote !== "'") || !line.slice(close, at).includes('|')) return;
  let open = line.lastIndexOf(quote, close - 1);
  while (open > 0 && line[open - 1] === quote) open = line.lastIndexOf(quote, open - 2);
  if (open >= 0) yield [open + 1, close];
}
