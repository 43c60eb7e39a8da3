import { equivalentUrl } from './urls';
import type { Reading, WordRow } from './wordReading';

export function addedAt(b: Reading, { words, wanted, isInstalling }: WordRow, at: number): number {
  const [first = '', second = '', third = '', fourth = ''] = words.slice(at, at + 4).map((word) => b.textOf(word));
  for (const { flag, isSame } of wanted) {
    if (first === flag && isSame(second)) return 2;
    if (first.startsWith(`${flag}=`) && isSame(first.slice(flag.length + 1))) return 1;
  }
  if (!isInstalling) return 0;
  if (/^--?proxy$/.test(first) && b.isProxy(second)) return 2;
  if (first === '--' && second === '--proxy' && b.isProxy(third)) return 3;
  if (first === '-s' && second === '--' && third === '--proxy' && b.isProxy(fourth)) return 4;
  if (first === '-s' && /^--?$/.test(second)) return 1;
  const [, proxy] = /^https_proxy=(.*)$/.exec(second) ?? [];
  return first === '-e' && (second === 'use_proxy=yes' || (proxy !== undefined && b.isProxy(proxy))) ? 2 : 0;
}

type Counts = readonly [taken: number, given: number];

const none: Counts = [0, 0];
const one: Counts = [1, 1];

export function replacedAt(a: Reading, before: WordRow, at: number, b: Reading, after: WordRow, to: number): Counts {
  const [word, again] = [before.words[at], after.words[to]];
  const was = a.textOf(word);
  const is = b.textOf(again);
  const option = b.textOf(after.words[to - 1]);
  const isOfOneOption = word && again && a.optionAt(word.start) === b.optionAt(again.start);
  if (isOfOneOption && b.isMeantAt(again.start) && leadOf(was) === leadOf(is)) return one;
  if (after.isAz) return azChange(a, before, at, b, after, to);
  if (!word || !again) return none;
  const isSetting = option === 'proxy.url' && b.textOf(after.words[to - 2]) === 'set';
  if (isSetting && b.isProxy(is)) return one;
  if (!after.isInstalling) return none;
  if (isMoved(a.sourceOf(word), b.sourceOf(again), b)) return one;
  if (b.isProxy(is)) return /^--?proxy:?$|^-[#0-9:A-Za-z]*x$/i.test(option) ? one : none;
  const [, name = '', value = ''] =
    /^(\s*(?:--proxy=|-proxy:|-[a-z]*x|(?:(?:-[a-z]*e|--execute=)\s*)?https[-_]?proxy\s*=\s*))(.*)$/is.exec(is) ?? [];
  return name !== '' && was.toLowerCase().startsWith(name.toLowerCase()) && b.isProxy(value) ? one : none;
}

/** The flag that a word has its value joined to. */
const leadOf = (text: string): string => /^--?[\w-]+[=:]/.exec(text)?.[0] ?? '';

export function isMoved(was: string, is: string, { model }: Reading): boolean {
  const moved = was.replace(/https?:\/\/aka\.ms\/[\w-]+\/?/gi, (url) => equivalentUrl(url, model.language) ?? url);
  return moved !== was && moved === is;
}

const oldCmdlet = /^(?:\w+(?:\.\w+)*\\)?(?:set-azarcgatewaysettings?|update-azarcsettings)$/i;

function azChange(a: Reading, before: WordRow, at: number, b: Reading, after: WordRow, to: number): Counts {
  const [first = '', second = ''] = before.words.slice(at, at + 2).map((word) => a.textOf(word));
  const [is = '', next = ''] = after.words.slice(to, to + 2).map((word) => b.textOf(word));
  const option = b.textOf(after.words[to - 1]).toLowerCase();
  if (first === 'connectedmachine' && second === 'gateway' && is === 'arcgateway') return [2, 1];
  if (first === 'connectedmachine' && /^settings?$/.test(second) && is === 'arcgateway' && next === 'settings')
    return [2, 2];
  if (first === '--settings-resource-name') return [2, 0];
  if (first.startsWith('--settings-resource-name=')) return [1, 0];
  if (option === '--allowed-features') return first === '*' && is === '*' ? one : none;
  if (/^--base-resource-type$|^-baseresourcetype$/.test(option))
    return first.toLowerCase() === 'machine' && is === 'machines' ? one : none;
  return oldCmdlet.test(first) && is === 'Update-AzArcSetting' ? one : none;
}
