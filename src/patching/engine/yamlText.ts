import { lookUp } from '../../kernel/lookUp';
import { mergeParts, type Part } from './model';
import type { Span } from './syntaxTree';
import type { YamlScalar } from './yamlNodes';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  '"': '"',
  '\\': '\\',
  '/': '/',
  ' ': ' ',
};

/** Lines of a scalar become one. */
const oneLine = (source: string): string => {
  const lines = source.split('\n');
  return lines.length === 1
    ? source
    : lines
        .map((line, index) =>
          index === 0 ? line.trimEnd() : index === lines.length - 1 ? line.trimStart() : line.trim(),
        )
        .join(' ');
};

/** Undefined for escapes by number, which nobody writes in commands. */
export function scalarText({ style, start, end }: YamlScalar, text: string): string | undefined {
  const source = text.slice(start, end);
  switch (style) {
    case 'single':
      return oneLine(source.slice(1, -1)).replaceAll("''", "'");
    case 'double':
      if (/(?:^|[^\\])(?:\\\\)*\\[^nrt0"\\/ \n\r]/.test(source)) return undefined;
      return oneLine(source.slice(1, -1)).replace(/\\([^])/g, (all, sign: string) => lookUp(escapes, sign) ?? all);
    case 'plain':
      return oneLine(source);
    case 'literal':
    case 'folded':
      return source;
  }
}

/** `{{ … }}` and `{% … %}`. */
export function templateSpans(source: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = source.indexOf('{'); at >= 0; at = source.indexOf('{', at)) {
    const close = source[at + 1] === '{' ? '}}' : source[at + 1] === '%' ? '%}' : '';
    const end = close === '' ? -1 : source.indexOf(close, at + 2);
    if (end >= 0) spans.push({ start: at, end: end + 2 });
    // What isn't closed here isn't closed later.
    else if (close !== '') break;
    at = end < 0 ? at + 1 : end + 2;
  }
  return spans;
}

/** What a template fills in is unknown. */
export function templateParts(value: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end } of templateSpans(value)) {
    if (start > at) parts.push({ text: value.slice(at, start) });
    parts.push({ unknown: true });
    at = end;
  }
  if (at < value.length || parts.length === 0) parts.push({ text: value.slice(at) });
  return mergeParts(parts);
}
