import { type Argument, type Flag, isArray, separatorBefore } from './arguments';
import type { Connect } from './connect';
import type { Context } from './context';
import { addingAfter } from './listAdditions';
import type { WantedOption } from './wanted';

/** PowerShell reads `$(hostname)-arc` as two adjacent words. */
function endOfGlued({ word, home }: Argument): number {
  let end = word.end;
  for (const next of home.slice(home.indexOf(word) + 1)) {
    if (next.start !== end) break;
    end = next.end;
  }
  return end;
}

function endOfComment(text: string, at: number): number | undefined {
  const comment = /^[ \t]+#[^\r\n]*/.exec(text.slice(at, text.indexOf('\n', at) + 1 || text.length))?.[0];
  return comment === undefined ? undefined : at + comment.length;
}

/** Where the portal's script has it, in the layout of its neighbor. */
export function insertFlag(
  context: Context,
  { verb }: Connect,
  anchor: Flag | undefined,
  { flag: written, kind, adds }: WantedOption,
  value: string,
): void {
  const { patch, model, dialect } = context;
  const after = anchor?.last ?? verb;
  const adding = addingAfter(context, after);
  if (adding) {
    const words = [dialect.quoted(written, after.word.quote), value];
    patch.insert(adding.at, words.map((word) => adding.statementFor(word)).join(''), kind, adds);
    return;
  }
  const inArray = isArray(context, after.home);
  const end = endOfGlued(after);
  const commentEnd = inArray ? endOfComment(model.text, end) : undefined;
  const separator = separatorBefore(context, anchor?.argument ?? verb);
  // A comma after the comment would be part of it.
  const before = commentEnd !== undefined && separator.includes(',') ? ', ' : separator;
  const hasPair = anchor !== undefined && anchor.last !== anchor.argument && anchor.argument.home === after.home;
  const between = hasPair ? model.text.slice(anchor.argument.word.end, anchor.last.word.start) : before;
  const isPlain = between !== '' && ['', ','].includes(between.trim());
  const gap = !inArray ? (between.startsWith('=') ? '=' : ' ') : isPlain ? between : before;
  const isQuoted = dialect.listSeparator !== undefined || (inArray && model.language === 'powershell');
  const flag = isQuoted ? dialect.quoted(written, (anchor?.argument ?? verb).word.quote) : written;
  patch.insert(before.includes('\n') ? (commentEnd ?? end) : end, `${before}${flag}${gap}${value}`, kind, adds);
}
