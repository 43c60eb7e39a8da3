import { redact } from './redact';

/** Private keys have no more lines. */
const mostKeyLines = 200;
const keyBegin = /-{4,5} ?BEGIN [A-Z0-9 ]{1,60}-{4,5}/;
const privateLines = /\bPrivate-Lines: (\d{1,3})/;

/** Removes secrets from lines that come one after the other, as `redact` does from a text: a key takes several. */
export class LineRedactor {
  /** Lines of a key that may still come. */
  private left = 0;
  private isPem = false;

  /** Undefined within a key. */
  redact(line: string): string | undefined {
    if (this.left > 0 && this.isOfKey(line)) return undefined;
    const [, count] = privateLines.exec(line) ?? [];
    const begin = keyBegin.exec(line);
    this.isPem = begin !== null && !line.slice(begin.index + begin[0].length).includes('END ');
    this.left = this.isPem ? mostKeyLines : Number(count ?? 0);
    return redact(line);
  }

  private isOfKey(line: string): boolean {
    this.left--;
    if (this.isPem) {
      if (line.includes('END ')) this.left = 0;
      return true;
    }
    if (/^[A-Za-z0-9+/=]{4,}$/.test(line.trim())) return true;
    this.left = 0;
    return false;
  }
}
