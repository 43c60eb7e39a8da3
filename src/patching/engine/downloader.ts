import type { Word } from './model';

export interface Downloader {
  readonly urls: readonly Word[];
  readonly target: Word | undefined;
  readonly isNamedByUrl: boolean;
  setProxy(url: string): void;
}
