import type { Context } from './context';
import type { Downloader } from './downloader';
import { curl, wget } from './downloadersOfUnix';
import { webRequest } from './downloadersOfWindows';
import type { Command } from './model';
import { programOf } from './programs';
import { isUrl } from './proxyValue';

export function downloaderOf(context: Context, command: Command): Downloader | undefined {
  const program = programOf(context, command);
  if (!program || command.started) return undefined;
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
    // A task of Ansible.
    case 'download-task':
      return {
        urls: program.args.filter((word) => isUrl(context.values.textOf(word))),
        target: program.args.find((word) => !isUrl(context.values.textOf(word))),
        isNamedByUrl: false,
        setProxy: () => {
          context.patch.note(program.word.start, 'warning', { code: 'download.proxyLeft' });
        },
      };
    default:
      return undefined;
  }
}
