import { LineRest } from './lineRest';
import { compareTimes, type LogTime, timedLine } from './logTime';

export type FollowedLine =
  | { readonly kind: 'line'; readonly time?: LogTime; readonly text: string }
  /** Lines between the last one and the next are missing. */
  | { readonly kind: 'lost' };

/**
 * The lines of one container’s log, over several connections. After a new one, asked for from the second of the last line,
 * lines that came before are left out; if the last line is not among them, lines were lost.
 */
export class FollowedLog {
  private readonly rest = new LineRest();
  private readonly decoder = new TextDecoder();
  private last: LogTime | undefined;
  /** Lines with the time of the last one. */
  private alike = 0;
  /** Of `alike`, those still to come again; undefined once a newer line has come. */
  private awaited: number | undefined;
  /** Lines that were handed over. */
  count = 0;

  constructor(private readonly onLine: (line: FollowedLine) => void) {}

  /** Of the last line; undefined before there is one. */
  get since(): LogTime | undefined {
    return this.last;
  }

  add(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      this.rest.add(chunk.subarray(start, end));
      this.take();
      start = end + 1;
    }
    this.rest.add(chunk.subarray(start));
  }

  /** A new connection. A line that was cut off comes again; another instance has lines of its own. */
  resume(isSameInstance: boolean): void {
    this.rest.take();
    this.awaited = isSameInstance && this.last !== undefined ? this.alike : undefined;
  }

  /** A last line without an end. */
  end(): void {
    if (!this.rest.isEmpty) this.take();
  }

  private take(): void {
    const line = this.decoder.decode(this.rest.take()).replace(/\r$/, '');
    const timed = timedLine(line);
    if (!timed) {
      // Not of the log: kubectl gives each line of it a time.
      this.hand({ kind: 'line', text: line });
      return;
    }
    const { time, text } = timed;
    if (this.isRepeated(time)) return;
    this.alike = this.last && compareTimes(time, this.last) === 0 ? this.alike + 1 : 1;
    this.last = time;
    this.hand({ kind: 'line', time, text });
  }

  private isRepeated(time: LogTime): boolean {
    if (this.awaited === undefined || this.last === undefined) return false;
    const order = compareTimes(time, this.last);
    // An older second was not asked for: the clock was set back.
    if (order < 0 && time.seconds >= this.last.seconds) return true;
    if (order === 0 && this.awaited > 0) {
      this.awaited--;
      return true;
    }
    if (this.awaited > 0) this.onLine({ kind: 'lost' });
    this.awaited = undefined;
    return false;
  }

  private hand(line: FollowedLine): void {
    this.count++;
    this.onLine(line);
  }
}

const lineFeed = 0x0a;
