import type { Argument } from './arguments';
import { type Context, oncePerScript } from './context';
import type { Assignment, Word } from './model';

/** Where a word can be added after one that `Add` adds. */
export interface Adding {
  readonly at: number;
  statementFor(word: string): string;
}

/** For `$list.Add('connect')`, which takes only one word. */
export function addingAfter(context: Context, { home, word }: Pick<Argument, 'home' | 'word'>): Adding | undefined {
  const addition = additions(context).get(home);
  if (!addition?.statement) return undefined;
  const { text } = context.model;
  const { target, statement } = addition;
  const call = text.slice(target.start, word.start);
  const isWhole = statement.start === target.start && /^\s*\)$/.test(text.slice(word.end, statement.end));
  const indent = text.slice(text.lastIndexOf('\n', statement.start - 1) + 1, statement.start);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = /^[ \t]*$/.test(indent) && !context.isOneLine ? lineEnd + indent : '; ';
  return {
    at: statement.end,
    // `Add` of an ArrayList returns a number.
    statementFor: (added) => `${separator}${isWhole ? '' : '[void]'}${call}${added})`,
  };
}

const additions = oncePerScript(
  ({ model }): ReadonlyMap<readonly Word[], Assignment> =>
    new Map(
      model.assignments.flatMap((assignment) =>
        assignment.list && assignment.isAppended && isOne(assignment, model.text)
          ? [[assignment.list, assignment] as const]
          : [],
      ),
    ),
);

const isOne = ({ target, list }: Assignment, text: string): boolean =>
  list?.length === 1 && /^\s{0,9}\.\s{0,9}Add\s{0,9}\(/i.test(text.slice(target.end, target.end + 40));
