import { type ShownPlan } from '../../../src/contract/wizard';
import { highlight, type Token, type TokenKind } from './highlight';

type Script = NonNullable<ShownPlan['script']>;
type Mark = Script['marks'][number];

interface Code extends Pick<Script, 'text' | 'language'> {
  readonly marks: readonly Mark[];
}

export interface Piece {
  readonly text: string;
  readonly kind: TokenKind | undefined;
}

/** A run of text with one mark, or none. */
export interface Stretch {
  readonly mark: Mark['kind'] | undefined;
  readonly pieces: readonly Piece[];
}

/** Joined, the pieces are the text, whatever the marks. */
export function codePieces({ text, language, marks }: Code): readonly Stretch[] {
  const tokens = highlight(text, language);
  const stretches: Stretch[] = [];
  let done = 0;
  const push = (end: number, mark: Mark['kind'] | undefined): void => {
    if (end > done) stretches.push({ mark, pieces: piecesOf(text, tokens, done, end) });
    done = Math.max(done, end);
  };
  for (const { start, end, kind } of [...marks].sort((a, b) => a.start - b.start)) {
    push(Math.min(start, text.length), undefined);
    push(Math.min(end, text.length), kind);
  }
  push(text.length, undefined);
  return stretches;
}

function piecesOf(text: string, tokens: readonly Token[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let done = from;
  const push = (end: number, kind: TokenKind | undefined): void => {
    if (end > done) pieces.push({ text: text.slice(done, end), kind });
    done = Math.max(done, end);
  };
  for (const token of tokens) {
    if (token.end <= from || token.start >= to) continue;
    push(Math.max(token.start, from), undefined);
    push(Math.min(token.end, to), token.kind);
  }
  push(to, undefined);
  return pieces;
}
