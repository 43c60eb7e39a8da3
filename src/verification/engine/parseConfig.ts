import { isRecord } from '../../kernel/isRecord';
import { looksLikeJson, looseJson, scalarText } from './looseJson';
import { plainText } from '../../kernel/text/plainText';
import { AgreeingValues } from './agreeingValues';

/**
 * Settings by lower-case name, from `azcmagent config list` or `config get`, as text or JSON.
 * `asked`: the requested setting, because some agents print only its value. Omits contradictory
 * settings.
 */
export function parseConfig(text: string, asked?: string): ReadonlyMap<string, string> {
  const plain = plainText(text);
  const found = new AgreeingValues<string>();
  if (asked !== undefined && /^[\w.:/-]+$/.test(plain.trim())) found.add(asked.toLowerCase(), plain);
  else if (looksLikeJson(plain) && /[{[]/.test(plain)) readJson(plain, found);
  // The bracket may be console noise.
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
    // A colon inside a word is part of its value.
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

/** A list of key/value objects at any depth, or an object keyed by setting. */
function readValue(value: unknown, found: AgreeingValues<string>): void {
  if (Array.isArray(value)) {
    for (const each of value) readValue(each, found);
    return;
  }
  if (!isRecord(value)) return;
  const { key, value: setting } = value;
  if (typeof key === 'string' && setting !== undefined) found.add(nameOf(key), settingText(setting));
  for (const [name, member] of Object.entries(value)) {
    if (name.includes('.')) found.add(nameOf(name), settingText(member));
    else readValue(member, found);
  }
}

const settingText = (value: unknown): string => scalarText(value) ?? JSON.stringify(value);
