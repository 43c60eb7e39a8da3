import type { Context } from './context';
import { curl, wget } from './downloadersOfUnix';
import { webRequest } from './downloadersOfWindows';
import type { Command, Word } from './model';
import { programOf } from './programs';

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

export function downloaderOf(context: Context, command: Command): Downloader | undefined {
  const program = programOf(context, command);
  if (!program) return undefined;
  const isPowershell = context.model.language === 'powershell';
  switch (program.name) {
    case 'wget':
    case 'curl':
      if (isPowershell && !/\.exe$/i.test(context.values.keyOf(program.word) ?? ''))
        return webRequest(context, program);
      return program.name === 'wget' ? wget(context, program) : curl(context, program);
    case 'invoke-webrequest':
    case 'iwr':
    case 'invoke-restmethod':
    case 'irm':
      return webRequest(context, program);
    default:
      return undefined;
  }
}
