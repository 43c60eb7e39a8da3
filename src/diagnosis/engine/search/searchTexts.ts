import type { NormalizedLine, NormalizedText } from './normalize';
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
export function searchTexts(normalized: NormalizedText): readonly SearchText[] {
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

/** Mail programs wrap at 72 characters or more, terminals at 80. */
const narrowest = 72;
const mostJoined = 12;
/** Two lines that begin alike are two messages. */
const alike = 12;

/** Begins a line of its own: a time, a level, a list, a prompt, JSON, `name: value`, `name=value`, or an error. */
const opening =
  /^(?:[{<}\])*#$|+~]|\[(?!winerror|errno|ssl)|- |\d{4}[-/]|\d{1,2}[:/.]\d\d|[a-z]:\\|ps [a-z/]|at line:|at \S+\(|(?:trace|debug|verbose|info|notice|warn|warning|error|fatal|panic|exception)\b|"?[\w.-]{1,40}"?(?:=| ?: )|(?:get|head|post|put|patch|delete) "|(?:dial|lookup|read|proxyconnect) (?:tcp|udp)|https?connectionpool|(?:unable|failed) to |(?:could not|cannot) |the remote )/;
/** Ends a message. */
const closing =
  /(?:[.!?;{}\]]|\)\)|refused|timeout|timed out|forbidden|required|eof|no such host|authority|unreachable|route to host|by peer|exceeded|failure|handshake)$/;
const longestClosing = 16;

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
    joints.push({ at: line.end, isHard: line.endsHard && line.end - line.start >= narrowest });
  });
  return joints;
}

function isWrapped(text: string, line: NormalizedLine, next: NormalizedLine): boolean {
  if (line.hasColumns || next.hasColumns || next.end === next.start) return false;
  const beginning = text.slice(next.start, Math.min(next.end, next.start + narrowest));
  const [word = ''] = beginning.split(' ', 1);
  return (
    line.end - line.start + 1 + word.length > narrowest &&
    !closing.test(text.slice(Math.max(line.start, line.end - longestClosing), line.end)) &&
    !opening.test(beginning) &&
    !text.startsWith(beginning.slice(0, alike), line.start)
  );
}

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
