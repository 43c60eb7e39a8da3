import { isObject, looksLikeJson, looseJson, scalarText } from './looseJson';
import { plainText } from './plainText';
import { Sayings } from './sayings';

/**
 * Settings of the agent by lower-case name, from `azcmagent config list` or `config get`, as text or JSON. Where one
 * setting was asked for, `asked` names it: some agents answer with its value alone. An absent setting was not said, or
 * was said in two ways.
 */
export function parseConfig(text: string, asked?: string): ReadonlyMap<string, string> {
  const plain = plainText(text);
  const found = new Sayings<string>();
  const bare = asked === undefined ? undefined : /^\s*([\w.:/-]+)\s*$/.exec(plain)?.[1];
  if (asked !== undefined && bare !== undefined) found.say(asked.toLowerCase(), bare);
  else if (looksLikeJson(plain) && /[{[]/.test(plain)) readJson(plain, found);
  // A bracket that began a line may have been a console's.
  if (found.said.size === 0) readLines(plain, found);
  return found.said;
}

const nameOf = (text: string): string =>
  text
    .replace(/\(preview\)/i, '')
    .trim()
    .toLowerCase();

function readLines(text: string, found: Sayings<string>): void {
  for (const [, key = '', value = ''] of text.matchAll(/^[ \t]*([\w.]+(?:[ \t]+\(\w+\))?)[ \t]*:(?:[ \t]+(.*))?$/gm)) {
    if (key.includes('.')) found.say(nameOf(key), value);
  }
}

function readJson(text: string, found: Sayings<string>): void {
  const json = looseJson(text);
  if (json.isWhole) {
    readValue(json.value, found);
    return;
  }
  const setting = /"key"\s*:\s*"([^"]+)"\s*,\s*"value"\s*:\s*"([^"]*)"/gi;
  for (const [, key = '', value = ''] of json.text.matchAll(setting)) found.say(nameOf(key), value);
  for (const [key, value] of json.pairs) if (key.includes('.')) found.say(nameOf(key), value);
}

/** A list of objects with key and value, wherever it stands, or an object with a setting a key. */
function readValue(value: unknown, found: Sayings<string>): void {
  if (Array.isArray(value)) {
    for (const each of value) readValue(each, found);
    return;
  }
  if (!isObject(value)) return;
  const { key, value: setting } = value;
  if (typeof key === 'string') found.say(nameOf(key), settingText(setting));
  for (const [name, member] of Object.entries(value)) {
    if (name.includes('.')) found.say(nameOf(name), settingText(member));
    else readValue(member, found);
  }
}

const settingText = (value: unknown): string => scalarText(value) ?? JSON.stringify(value);
