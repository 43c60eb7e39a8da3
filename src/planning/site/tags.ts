import { inside, isRecord, type Place, type Reader, report } from './reader';
import { lookUp } from '../../kernel/lookUp';

/** `azcmagent connect --tags` takes no more; Azure itself allows 50. */
export const maximumTags = 15;

// Control characters end a line of a script, halves of a surrogate pair survive no encoding, and direction marks make
// a script read differently from what it does.
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const unprintableMessage = 'Remove the line break or other invisible character.';

function problemOfName(name: string): string | undefined {
  if (name.trim() === '') return 'A tag needs a name.';
  if ([...name].length > 512) return 'A tag’s name has at most 512 characters.';
  if (unprintable.test(name)) return unprintableMessage;
  return /[<>%&\\?/]/.test(name) ? 'A tag’s name cannot contain any of < > % & \\ ? /' : undefined;
}

function problemOfValue(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'Write a tag’s value as text in double quotes.';
  if ([...value].length > 256) return 'A tag’s value has at most 256 characters.';
  return unprintable.test(value) ? unprintableMessage : undefined;
}

/** Why Azure would not take a tag; undefined when it would. */
export const tagProblem = (name: string, value: unknown): string | undefined =>
  problemOfName(name) ?? problemOfValue(value);

function readTag(name: string, value: unknown, taken: Set<string>, place: Place): [string, string] | undefined {
  const problem = tagProblem(name, value);
  if (problem !== undefined) return report(place, problem);
  const key = name.toLowerCase();
  if (taken.has(key))
    return report(place, 'Azure takes this for the same tag as another that differs only in case.', 'repeated');
  taken.add(key);
  return typeof value === 'string' ? [name, value] : undefined;
}

/** Tags by name; none is fine. */
export const readTags: Reader<Readonly<Record<string, string>>> = (value, place) => {
  if (value === undefined) return {};
  if (!isRecord(value)) return report(place, 'Write the tags as an object in braces: { "site": "Berlin" }.');
  const names = Object.keys(value);
  if (names.length > maximumTags) {
    report(place, `The agent sets at most ${maximumTags} tags when it connects; here are ${names.length}.`);
  }
  const taken = new Set<string>();
  const entries = names.map((name) => readTag(name, lookUp(value, name), taken, inside(place, name)));
  return Object.fromEntries(entries.filter((entry) => entry !== undefined));
};
