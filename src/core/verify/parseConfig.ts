import { isObject, looksLikeJson, looseJson, scalarText } from './looseJson';
import { plainText } from './plainText';

/**
 * Settings of the agent by lower-case name, from `azcmagent config list` or `config get`, as text or JSON. Where one
 * setting was asked for, `asked` names it: some agents answer with its value alone. An absent setting was not said.
 */
export function parseConfig(text: string, asked?: string): ReadonlyMap<string, string> {
  const plain = plainText(text);
  const found = new Map<string, string>();
  const bare = asked === undefined ? undefined : /^\s*([\w.:/-]+)\s*$/.exec(plain)?.[1];
  if (asked !== undefined && bare !== undefined) found.set(asked.toLowerCase(), bare);
  else if (looksLikeJson(plain) && /[{[]/.test(plain)) readJson(plain, found);
  else readLines(plain, found);
  return found;
}

const nameOf = (text: string): string =>
  text
    .replace(/\(preview\)/i, '')
    .trim()
    .toLowerCase();

function readLines(text: string, found: Map<string, string>): void {
  for (const [, key = '', value = ''] of text.matchAll(/^[ \t]*([\w.]+(?:[ \t]+\(\w+\))?)[ \t]*:(?:[ \t]+(.*))?$/gm)) {
    if (key.includes('.') && !found.has(nameOf(key))) found.set(nameOf(key), value.trim());
  }
}

function readJson(text: string, found: Map<string, string>): void {
  const json = looseJson(text);
  if (json.isWhole) {
    readValue(json.value, found);
    return;
  }
  const setting = /"key"\s*:\s*"([^"]+)"\s*,\s*"value"\s*:\s*"([^"]*)"/gi;
  for (const [, key = '', value = ''] of json.text.matchAll(setting)) found.set(nameOf(key), value);
  for (const [key, value] of json.pairs) if (key.includes('.')) found.set(nameOf(key), value);
}

/** A list of objects with key and value, wherever it stands, or an object with a setting a key. */
function readValue(value: unknown, found: Map<string, string>): void {
  if (Array.isArray(value)) {
    for (const each of value) readValue(each, found);
    return;
  }
  if (!isObject(value)) return;
  const { key, value: setting } = value;
  if (typeof key === 'string') found.set(nameOf(key), settingText(setting));
  for (const [name, member] of Object.entries(value)) {
    if (name.includes('.')) found.set(nameOf(name), settingText(member));
    else readValue(member, found);
  }
}

const settingText = (value: unknown): string => scalarText(value) ?? JSON.stringify(value);
