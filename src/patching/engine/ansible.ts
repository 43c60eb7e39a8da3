import { lookUp } from '../../kernel/lookUp';
import type { Site } from '../../planning/site';
import type { HeldScript } from './container';
import { dataRegion, type DataWords, listWords, problemIn, textWords } from './dataWords';
import { fixed } from './model';
import type { PatchBuilder } from './patchBuilder';
import { arcMention, type Region } from './region';
import { containment } from './spans';
import type { Span } from './syntaxTree';
import { connectingPlaces } from './unsupported';
import { readYaml } from './yaml';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yamlNodes';
import { scalarText } from './yamlText';

/** Scripts and command lines of tasks. Source: the modules of ansible.builtin and ansible.windows (November 2025). */
interface Tasks {
  readonly scripts: readonly (HeldScript & { readonly region: Region })[];
  readonly data: readonly DataWords[];
  /** Names, conditions, and messages, which nothing runs. */
  readonly texts: readonly Span[];
}

const scriptModules: Readonly<Record<string, 'bash' | 'powershell'>> = {
  shell: 'bash',
  raw: 'bash',
  win_shell: 'powershell',
  win_powershell: 'powershell',
};
const wordModules: Readonly<Record<string, 'posix' | 'windows'>> = { command: 'posix', win_command: 'windows' };
const downloads: ReadonlySet<string> = new Set(['get_url', 'win_get_url', 'win_package', 'uri', 'win_uri']);
const harmless =
  /^(?:name|when|changed_when|failed_when|until|msg|that|fail_msg|success_msg|tags|register|description)$/;

export function readTasks(text: string): Tasks {
  const scripts: (HeldScript & { readonly region: Region })[] = [];
  const data: DataWords[] = [];
  const texts: Span[] = [];
  let host: { readonly host?: string } = {};
  const visit = (node: YamlNode | undefined, depth: number): void => {
    if (!node || depth > 80) return;
    if (node.kind === 'list') for (const item of node.items) visit(item, depth + 1);
    if (node.kind !== 'map') return;
    const hosts = valueNamed(node, 'hosts', text);
    if (hosts) host = hostsOf(text.slice(hosts.start, hosts.end));
    for (const entry of node.entries) {
      if (harmless.test(keyOf(entry, text)) && entry.value) texts.push(entry.value);
      else readEntry(node, entry);
      visit(entry.value, depth + 1);
    }
  };
  const readEntry = (task: YamlMap, entry: YamlEntry): void => {
    const module = keyOf(entry, text).replace(/^.*\./, '');
    const language = lookUp(scriptModules, module);
    const splitting = lookUp(wordModules, module);
    const { value } = entry;
    const named = (name: string): YamlNode | undefined =>
      valueNamed(value, name, text) ?? valueNamed(argsOf(task, text), name, text);
    if (language) {
      const script = value?.kind === 'scalar' ? value : (named('cmd') ?? named('script'));
      const held = script?.kind === 'scalar' ? heldScript(text, script, language) : undefined;
      if (held) scripts.push({ ...held, region: { ...held.region, ...host } });
    } else if (splitting) {
      const argv = named('argv');
      const line = value?.kind === 'scalar' && value.start < value.end ? value : (named('cmd') ?? named('_raw_params'));
      const words =
        argv?.kind === 'list'
          ? listWords(text, argv, splitting === 'posix' ? 'bash' : 'powershell')
          : line?.kind === 'scalar'
            ? textWords(text, line, splitting)
            : undefined;
      if (words) data.push({ ...words, ...host });
    } else if (downloads.has(module)) {
      const words = downloadWords(text, entry, named('url') ?? named('path'), named('dest'));
      if (words) data.push({ ...words, ...host });
    }
  };
  for (const document of readYaml(text)) visit(document, 0);
  return { scripts, data, texts };
}

const keyOf = ({ key }: YamlEntry, text: string): string => scalarText(key, text) ?? '';

const valueNamed = (node: YamlNode | undefined, name: string, text: string): YamlNode | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => keyOf(entry, text) === name)?.value : undefined;

/** Of a play. What plays for all hosts store counts for each. */
const hostsOf = (written: string): { readonly host: string } => ({
  host: written.trim().replace(/^(["'])(.*)\1$/, '$2'),
});

const argsOf = (task: YamlMap, text: string): YamlNode | undefined => valueNamed(task, 'args', text);

/** In the same length, as the shell gets it. */
function heldScript(text: string, scalar: YamlScalar, language: 'bash' | 'powershell') {
  const edge = scalar.style === 'single' || scalar.style === 'double' ? 1 : 0;
  const [start, end] = [scalar.start + edge, scalar.end - edge];
  const written = text.slice(start, end);
  if (edge === 1 && (scalar.style === 'single' ? /''/ : /\\/).test(written)) return undefined;
  const isLiteral = scalar.style === 'literal';
  if (isLiteral && /<<(?!<)/.test(written)) return undefined;
  const source = isLiteral ? written : scalar.style === 'folded' ? folded(written) : written.replace(/\r?\n/g, spaces);
  const region: Region = {
    start,
    end,
    language,
    source,
    level: 0,
    isOneLine: !isLiteral,
    mentionsArc: arcMention.test(source),
    problemOf: problemIn(scalar),
  };
  return { start, end, language, source, region };
}

const spaces = (found: string): string => ' '.repeat(found.length);

/** Lines that are indented alike become one. */
function folded(written: string): string {
  const indent = /^ */.exec(written)?.[0].length ?? 0;
  return written.replace(/\r?\n(?=( *)[^\s])/g, (found: string, own: string, at: number) => {
    const before = written.slice(written.lastIndexOf('\n', at - 1) + 1, at);
    return own.length === indent && /^ *\S/.test(before) && /^ */.exec(before)?.[0].length === indent
      ? spaces(found)
      : found;
  });
}

/** As a download of a shell. */
function downloadWords(
  text: string,
  { key }: YamlEntry,
  url: YamlNode | undefined,
  dest: YamlNode | undefined,
): DataWords | undefined {
  if (url?.kind !== 'scalar') return undefined;
  const given = [url, ...(dest?.kind === 'scalar' ? [dest] : [])];
  const values = given.map((scalar) => scalarText(scalar, text));
  if (!/^https?:/i.test(values[0] ?? '') || values[0]?.includes('{{')) return undefined;
  const module = { start: key.start, end: key.end, parts: fixed(`download-task`), quote: '', spread: 'no' } as const;
  const words = given.map(
    ({ start, end }, index) => ({ start, end, parts: fixed(values[index] ?? ''), quote: '"', spread: 'no' }) as const,
  );
  const ordered = [module, ...words].toSorted((a, b) => a.start - b.start);
  return {
    start: key.start,
    end: Math.max(...ordered.map(({ end }) => end)),
    words: ordered,
    language: /^(?:.*\.)?win_/.test(text.slice(key.start, key.end)) ? 'powershell' : 'bash',
    signs: [],
    dialect: { quoted: (value) => value, reference: (name) => name, continuation: /^$/, listSeparator: '' },
    problemOf: problemIn(url),
  };
}

export function taskRegions(language: 'bash' | 'powershell') {
  return (text: string, patch: PatchBuilder, site: Site): readonly Region[] => {
    const { scripts, data, texts } = readTasks(text);
    const isRead = containment([...scripts, ...data, ...texts]);
    for (const script of scripts)
      if (script.region.mentionsArc && script.language !== language)
        patch.refuse(script.start, { code: 'script.severalShells' });
    for (const at of connectingPlaces(text)) {
      const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
      const isComment = /(?:^|\s)#/.test(line);
      if (!isComment && !isRead({ start: at, end: at }) && 'gateway' in site && site.gateway)
        patch.refuse(at, { code: 'connect.otherFormat', option: '--gateway-id', gatewayId: site.gateway.id });
    }
    const regions = [
      ...scripts.filter((script) => script.language === language).map(({ region }) => region),
      ...data.map((each) => dataRegion(text, each)),
    ];
    return regions.toSorted((a, b) => a.start - b.start);
  };
}
