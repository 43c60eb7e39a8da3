import type { Context } from './context';
import type { Downloader } from './downloaders';
import { sourceOf, type Word } from './model';
import type { Program } from './programs';
import { isUrl, replaceValue } from './proxyValue';

const throughProxy = 'Downloads through the proxy.';
const noProxy = 'This download is told to use no proxy, and the topology has one.';

export function wget(context: Context, program: Program): Downloader {
  const { values, draft, dialect } = context;
  const { args } = program;
  const texts = args.map((word) => values.keyOf(word) ?? '');
  const targetAt = texts.findIndex((text) => /^(-[a-zA-Z]*O|--output-document)$/.test(text));
  const isDocument = targetAt >= 0 || texts.some((text) => /^(-[a-zA-Z]*O.+|--output-document=)/.test(text));
  const settings = args.filter((_, index) => /^(-e|--execute)$/.test(texts[index - 1] ?? ''));
  const setting = (name: string): Word | undefined =>
    settings.find((word) => (values.keyOf(word) ?? '').startsWith(`${name}=`));
  return {
    urls: args.filter((word, index) => !settings.includes(word) && isUrl(texts[index])),
    target: args[targetAt + 1 || -1],
    isNamedByUrl: !isDocument,
    setProxy(url) {
      const refused = texts.findIndex((text) => /^(--no-proxy|use_proxy=(no|off|0))$/.test(text));
      if (refused >= 0) draft.refuse(args[refused]?.start ?? program.word.start, noProxy);
      const present = setting('https_proxy');
      if (present) replaceValue(context, present, 'https_proxy=', url);
      const missing = [
        setting('use_proxy') ? '' : ' -e use_proxy=yes',
        present ? '' : ` -e https_proxy=${dialect.quoted(url, '"')}`,
      ].join('');
      if (missing !== '') draft.insert(program.word.end, missing, 'proxy', throughProxy);
    },
  };
}

export function curl(context: Context, program: Program): Downloader {
  const { values, draft, dialect, model } = context;
  const { args } = program;
  const texts = args.map((word) => values.keyOf(word) ?? '');
  const targetAt = texts.findIndex((text) => /^(-[a-zA-Z]*o|--output)$/.test(text));
  const proxyAt = texts.findIndex((text) => /^(-x|--proxy)$/.test(text));
  const joined = args.find((_, index) => /^(-x.|--proxy=)/.test(texts[index] ?? ''));
  return {
    urls: args.filter((_, index) => index !== proxyAt + 1 && isUrl(texts[index])),
    target: args[targetAt + 1 || -1],
    isNamedByUrl: texts.some((text) => /^(-[a-zA-Z]*[OJ][a-zA-Z]*|--remote-name.*|--remote-header-name)$/.test(text)),
    setProxy(url) {
      const refused = args.find((_, index) => texts[index] === '--noproxy');
      if (refused) draft.refuse(refused.start, noProxy);
      const present = proxyAt < 0 ? undefined : args[proxyAt + 1];
      if (present) replaceValue(context, present, '', url);
      else if (joined) replaceValue(context, joined, sourceOf(model, joined).startsWith('-x') ? '-x' : '--proxy=', url);
      else draft.insert(program.word.end, ` --proxy ${dialect.quoted(url, '"')}`, 'proxy', throughProxy);
    },
  };
}
