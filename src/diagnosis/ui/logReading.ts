import * as l10n from '@vscode/l10n';
import { type ArcLog, LogSummarizer } from '../engine';
import { bundleLimits, FileTail } from '../engine/bundle';

const lineFeed = 0x0a;

/** Sums up a log of any size that comes in chunks, and keeps its end, where known errors are looked for. */
export class LogReading {
  private readonly summarizer = new LogSummarizer();
  private readonly tail = new FileTail(bundleLimits.tailBytes);

  private lastByte: number | undefined = lineFeed;

  get isEmpty(): boolean {
    return this.tail.length === 0;
  }

  readonly add = (chunk: Uint8Array): void => {
    this.lastByte = chunk.at(-1) ?? this.lastByte;
    this.summarizer.add(chunk);
    this.tail.add(chunk);
  };

  /** Between two logs. */
  endLine(): void {
    if (this.lastByte !== lineFeed) this.add(Uint8Array.of(lineFeed));
  }

  end(): { readonly log: ArcLog; readonly tail: string; readonly remarks: readonly string[] } {
    const megabytes = bundleLimits.tailBytes / 1024 / 1024;
    const remarks = this.tail.isCut
      ? [l10n.t`All lines are counted. Known errors were looked for in the last ${megabytes} MB.`]
      : [];
    return { log: this.summarizer.end(), tail: this.tail.text(), remarks };
  }
}
