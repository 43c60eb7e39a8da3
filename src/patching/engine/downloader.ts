import type { Word } from './model';

/** A command that downloads, as far as its arguments are understood. */
export interface Downloader {
  /** Arguments that are certainly URLs. */
  readonly urls: readonly Word[];
  readonly target: Word | undefined;
  /** The file gets its name from the URL. */
  readonly isNamedByUrl: boolean;
  /** Adds the proxy, or puts it right. */
  setProxy(url: string): void;
}
