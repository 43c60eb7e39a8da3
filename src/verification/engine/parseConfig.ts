import { isRecord } from '../../kernel/isRecord';
import { looksLikeJson, looseJson, scalarText } from './looseJson';
import { plainText } from '../../kernel/text/plainText';
import { AgreeingValues } from './agreeingValues';

/**
 * Settings of the agent by lower-case name, from `azcmagent config list` or `config get`, as text or JSON. Where one
 * setting was asked for, `asked` names it: some agents answer with its value alone. An absent setting was not said, or
 * was said in two ways.
 */
export function parseConfig(text: string, asked?: string): ReadonlyMap<string, string> {
  const plain = plainText(text);
  const found = new AgreeingValues<string>();
  if (asked !== undefined && /^[\w.:/-]+$/.test(plain.trim())) found.add(asked.toLowerCase(), plain);
  else if (looksLikeJson(plain) && /[{[]/.test(plain)) readJson(plain, found);
  // A bracket that began a line may have been a console's.
  if (found.values.size === 0) readLines(plain, found);
  return found.values;
}

const nameOf = (text: string): string =>
  text
    .replace(/\(preview\)/i, '')
    .trim()
    .toLowerCase();

function readLines(text: string, found: AgreeingValues<string>): void {
  for (const line of text.split('\n')) {
    // A colon inside a word belongs to its value.
    const colon = line.search(/:(?:[ \t]|$)/);
    const key = line.slice(0, Math.max(colon, 0)).trim();
    if (key.includes('.') && /^[\w.]+(?:[ \t]+\(\w+\))?$/.test(key)) found.add(nameOf(key), line.slice(colon + 1));
  }
}

function readJson(text: string, found: AgreeingValues<string>): void {
  const json = looseJson(text);
  if (json.isWhole) {
    readValue(json.value, found);
    return;
  }
  const setting = /"key"\s*:\s*"([^"]+)"\s*,\s*"value"\s*:\s*"([^"]*)"/gi;
  for (const [, key = '', value = ''] of json.text.matchAll(setting)) found.add(nameOf(key), value);
  for (const [key, value] of json.pairs) if (key.includes('.')) found.add(nameOf(key), value);
}

/** A list of objects with key and value, wherever it stands, or an object with a setting a key. */
function readValue(value: unknown, found: AgreeingValues<string>): void {
  if (Array.isArray(value)) {
    for (const each of value) readValue(each, found);
    return;
  }
  if (!isRecord(value)) return;
  const { key, value: setting } = value;
  // A name without a value says nothing.
  if (typeof key === 'string' && setting !== undefined) found.add(nameOf(key), settingText(setting));
  for (const [name, member] of Object.entries(value)) {
    if (name.includes('.')) found.add(nameOf(name), settingText(member));
    else readValue(member, found);
  }
}

const settingText = (value: unknown): string => scalarText(value) ?? JSON.stringify(value);
