import type { Site } from '../../planning/site';
import type { PatchBuilder } from './patchBuilder';
import type { RefusalReason } from './refusals';
import { patchLimits } from './limits';
import { baseName } from './programs';
import { arcMention, noProblem, type Region } from './region';
import { nodesOf, type SyntaxNode } from './syntaxTree';
import { isConnecting, noteUnsupportedScript } from './unsupported';

const readers: ReadonlySet<string> = new Set(['bash', 'sh', 'dash', 'tee', 'ssh']);

const filledIn = /[$`\\]/;
const problemOfPlain = (inserted: string): RefusalReason | undefined =>
  filledIn.test(inserted.replace(/\\\r?\n/g, '')) ? { code: 'heredoc.expanded' } : undefined;

/** Heredocs that are scripts. What the shell fills in is one piece of a word. */
export function heredocRegions(
  root: SyntaxNode,
  region: Region,
  text: string,
  patch: PatchBuilder,
  site: Site,
): readonly Region[] {
  const regions: Region[] = [];
  for (const node of nodesOf(root)) {
    if (node.type !== 'heredoc_redirect') continue;
    const body = node.heredoc;
    const mark = node.children.find(({ type }) => type === 'heredoc_start');
    if (!body || !mark) continue;
    const source = text.slice(body.start, body.end);
    if (!arcMention.test(source)) continue;
    const line = commandLineOf(node, body, text);
    if (isPrinted(line) && !isKept(node)) continue;
    const isQuoted = /["'\\]/.test(text.slice(mark.start, mark.end));
    const isRead = isReader(line) || isWritten(line);
    if (isRead && region.level >= patchLimits.heredocLevels) patch.refuse(body.start, { code: 'heredoc.tooDeep' });
    else if (isRead) {
      regions.push({
        start: body.start,
        end: body.end,
        language: 'bash',
        source: isQuoted ? source : beforeFilling(source, body),
        level: region.level + 1,
        isOneLine: region.isOneLine,
        mentionsArc: true,
        ...hostIn(line, region),
        problemOf: isQuoted ? noProblem : problemOfPlain,
      });
    } else if (isConnecting(source)) patch.refuse(body.start, { code: 'heredoc.uncertainReader' });
    else noteUnsupportedScript(patch, site, body.start, source);
  }
  return regions;
}

/** The text that the shell writes, as far as it is known, in the same length. */
function beforeFilling(source: string, body: SyntaxNode): string {
  let text = '';
  let at = 0;
  const plain = (to: number): string => source.slice(at, to).replace(/\\(\r?\n|[$`\\])/g, unescaped);
  for (const { start, end } of body.children) {
    text += plain(start - body.start) + '_'.repeat(end - start);
    at = end - body.start;
  }
  return text + plain(source.length);
}

/** A variable of the inner script, or a backslash. A joined line stays one. */
function unescaped(found: string, sign: string): string {
  if (sign.endsWith('\n')) return found;
  return sign === '\\' ? ' \\' : '__';
}

/** Empty if too long. */
function commandLineOf(node: SyntaxNode, body: SyntaxNode, text: string): string {
  const { start } = node.parent ?? node;
  if (body.start - start > patchLimits.heredocLine) return '';
  return text.slice(start, body.start).replace(/<<-?\S+/, '');
}

const isReader = (line: string): boolean => line.split(/[\s;|&()"'`<>{}]+/).some((word) => readers.has(baseName(word)));

/** `ssh web1 bash -s` */
function hostIn(line: string, { host }: Region): Pick<Region, 'host'> {
  const [remote] = /\bssh\s[^;|&<>]*/.exec(line) ?? [];
  const place = remote === undefined ? host : `${host ?? ''} ${remote.trim()}`;
  return place === undefined ? {} : { host: place };
}

/** `cat >file` writes a script that may run later. */
const isWritten = (line: string): boolean =>
  line.split('|').some((command) => /(?:^|[\s;&])cat\s/.test(`${command} `) && />[ \t]*[^&\s>]/.test(command));

/** True for `script=$(cat <<'EOF' …)` and pipes. */
function isKept(node: SyntaxNode): boolean {
  let around = node.parent;
  while (around && !/_substitution$|^(pipeline|function_definition)$/.test(around.type)) around = around.parent;
  return around !== undefined && around.type !== 'function_definition';
}

/** `cat` alone prints for people; `:` alone is a comment. */
const isPrinted = (line: string): boolean => /^(?:cat|:)$/.test(line.replace(/1?>&2/, '').trim());
