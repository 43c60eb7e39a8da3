import * as l10n from '@vscode/l10n';
import { addedWords } from './addWords';
import { inlineValue } from './arguments';
import type { Context } from './context';
import type { Downloader } from './downloader';
import type { Word } from './model';
import type { Program } from './programs';
import { isUrl, replaceValue } from './proxyValue';

/** The next word, or joined (`-Ofile`, `--output-document=file`). */
interface OptionValue {
  readonly word: Word;
  readonly prefix: string;
}

/** `short` ends with the option's letter, after switches allowed in the same word. */
function optionValues(context: Context, args: readonly Word[], short: RegExp, long: string): readonly OptionValue[] {
  return args.flatMap((word, index): readonly OptionValue[] => {
    const text = context.values.keyOf(word) ?? '';
    const next = args[index + 1];
    const lead = text.startsWith(`${long}=`) ? `${long}=` : (short.exec(text)?.[0] ?? '');
    if (text === long || (lead !== '' && lead === text)) return next ? [{ word: next, prefix: '' }] : [];
    return lead === '' ? [] : [{ word, prefix: lead }];
  });
}

const wordOf = (context: Context, value: OptionValue | undefined): Word | undefined =>
  value && (value.prefix === '' ? value.word : inlineValue(context, value.word, value.prefix).value);

const explain = (texts: readonly string[], request: RegExp): string =>
  texts.some((text) => request.test(text))
    ? l10n.t('Sends this request through the proxy.')
    : l10n.t('Downloads through the proxy.');

const ofWget = { document: /^-[46bcdEFHhKkLmNnpqrSvx]*O/, execute: /^-[46bcdEFHhKkLmNnpqrSvx]*e/ };
const ofCurl = { output: /^-[#0-46:BafgGiIjJklLMnNOpqRsSvVZ]*o/, proxy: /^-[#0-46:BafgGiIjJklLMnNOpqRsSvVZ]*x/ };

const takesName = (text: string): boolean =>
  (/^-[a-zA-Z]+$/.test(text) && /[OJ]/.test(text)) ||
  text.startsWith('--remote-name') ||
  text === '--remote-header-name';

export function wget(context: Context, program: Program): Downloader {
  const { values, patch } = context;
  const { args } = program;
  const texts = args.map((word) => values.keyOf(word) ?? '');
  const documents = optionValues(context, args, ofWget.document, '--output-document');
  const executed = optionValues(context, args, ofWget.execute, '--execute');
  const settings = executed.flatMap(({ word, prefix }) => {
    const text = (values.keyOf(word) ?? '').slice(prefix.length);
    const [lead, name = ''] = /^\s*([\w-]+)\s*=\s*/.exec(text) ?? [];
    const key = name.toLowerCase().replaceAll(/[-_]/g, '');
    return lead === undefined ? [] : [{ key, word, prefix: prefix + lead, value: text.slice(lead.length) }];
  });
  return {
    urls: args.filter((word, index) => !executed.some((each) => each.word === word) && isUrl(texts[index])),
    target: wordOf(context, documents[0]),
    isNamedByUrl: documents.length === 0,
    setProxy(url) {
      const refused =
        settings.find(({ key, value }) => key === 'useproxy' && /^(no|off|0)$/i.test(value))?.word ??
        args[texts.findIndex((text) => /^(--no-proxy|--proxy=(off|no))$/.test(text))];
      if (refused) patch.refuse(refused.start, { code: 'download.disablesProxy' });
      const present = settings.filter(({ key }) => key === 'httpsproxy');
      for (const { word, prefix } of present) replaceValue(context, word, prefix, url);
      const missing = addedWords(context, [
        ...(settings.some(({ key }) => key === 'useproxy') ? [] : [{ lead: '-e' }, { lead: 'use_proxy=yes' }]),
        ...(present.length > 0 ? [] : [{ lead: '-e' }, { lead: 'https_proxy=', value: url }]),
      ]);
      const why = explain(texts, /^--(method|(body|post)-(data|file))\b/);
      if (missing !== '') patch.insert(program.word.end, missing, 'proxy', why);
    },
  };
}

export function curl(context: Context, program: Program): Downloader {
  const { values, patch } = context;
  const { args } = program;
  const texts = args.map((word) => values.keyOf(word) ?? '');
  const outputs = optionValues(context, args, ofCurl.output, '--output');
  const proxies = optionValues(context, args, ofCurl.proxy, '--proxy');
  return {
    urls: args.filter((word, index) => !proxies.some((each) => each.word === word) && isUrl(texts[index])),
    target: wordOf(context, outputs[0]),
    isNamedByUrl: texts.some(takesName),
    setProxy(url) {
      const refused = args[texts.indexOf('--noproxy')];
      if (refused) patch.refuse(refused.start, { code: 'download.disablesProxy' });
      const other = args.find((_, index) => /^--(preproxy|proxy1\.0|socks\w+)\b/.test(texts[index] ?? ''));
      if (other) patch.refuse(other.start, { code: 'download.otherProxyType' });
      for (const { word, prefix } of proxies) replaceValue(context, word, prefix, url);
      const why = explain(texts, /^(-[TdX]|--(request|data|upload-file)\b)/);
      if (proxies.length === 0)
        patch.insert(program.word.end, addedWords(context, [{ lead: '--proxy' }, { value: url }]), 'proxy', why);
    },
  };
}
