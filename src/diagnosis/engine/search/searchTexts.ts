import { normalize, type NormalizedLine, type NormalizedText } from './normalize';
import { firstAtLeast } from './sorted';

/** A text to search for words, in lower case, one line for each line before it was wrapped. */
export interface SearchText {
  readonly text: string;
  /** Offsets in the original of a span of `text`; ends are exclusive. */
  readonly originalSpan: (start: number, end: number) => { readonly start: number; readonly end: number };
}

/**
 * The normalized text. Where lines look wrapped, they are joined by a blank, and in a second text directly, because a
 * terminal wraps within words.
 */
export function searchTexts(original: string): readonly SearchText[] {
  const normalized = normalize(original);
  const joints = wrappedAt(normalized);
  const spaced = withJoints(normalized, joints, ' ');
  const hard = joints.filter(({ isHard }) => isHard);
  return hard.length === 0 ? [spaced] : [spaced, withJoints(normalized, joints, '')];
}

interface Joint {
  /** Of the line break. */
  readonly at: number;
  /** May be within a word. */
  readonly isHard: boolean;
}

/** Mail programs wrap at 72 characters or more, terminals at 80; with long words, some lines are much shorter. */
const shortestWrapped = 40;
/** A terminal’s width. */
const shortestHard = 60;
const mostJoined = 12;

/** Begins a line of its own: a time, a level, a list, a prompt, JSON, `name: value`, `name=value`. */
const opening =
  /^(?:[{<}\])*#$|+~]|\[(?!winerror|errno|ssl)|- |\d{4}[-/]|\d{1,2}[:/.]\d\d|[a-z]:\\|ps [a-z/]|at line:|at \S+\(|(?:trace|debug|verbose|info|notice|warn|warning|error|fatal|panic|exception)\b|"?[\w.-]{1,40}"?(?:=| ?: ))/;
const closing = /[.!?;{}\]]$/;

function wrappedAt({ text, lines }: NormalizedText): readonly Joint[] {
  const joints: Joint[] = [];
  let joined = 0;
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (!next || joined >= mostJoined || !isWrapped(text, line, next)) {
      joined = 0;
      return;
    }
    joined++;
    joints.push({ at: line.end, isHard: line.endsHard && line.end - line.start >= shortestHard });
  });
  return joints;
}

const isWrapped = (text: string, line: NormalizedLine, next: NormalizedLine): boolean =>
  line.end - line.start >= shortestWrapped &&
  next.end > next.start &&
  !line.hasColumns &&
  !next.hasColumns &&
  !closing.test(text.slice(line.end - 1, line.end)) &&
  !opening.test(text.slice(next.start, next.start + 60));

function withJoints(
  { text, originalStart, originalEnd }: NormalizedText,
  joints: readonly Joint[],
  joint: string,
): SearchText {
  const parts: string[] = [];
  let from = 0;
  for (const { at } of joints) {
    parts.push(text.slice(from, at), joint);
    from = at + 1;
  }
  parts.push(text.slice(from));
  const missing = joint === '' ? joints.map(({ at }, index) => at - index) : [];
  return {
    text: parts.join(''),
    originalSpan: (start, end) => ({
      start: originalStart(start + firstAtLeast(missing, start + 1)),
      end: originalEnd(end + firstAtLeast(missing, end)),
    }),
  };
}
