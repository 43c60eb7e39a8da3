import { tagProblem } from '../../planning/site';
import { fail, ok, type Result } from '../../kernel/result';
import life from '../../kernel/knowledge/data/gatewayLife.json';

type TagMap = Readonly<Record<string, string>>;

/** Why a line does not name tags, and what to write instead. */
export interface TagProblem {
  readonly code: 'noValue' | 'invalid' | 'twice' | 'tooMany';
  readonly message: string;
}

/** Reads tags from one line, `env=production, site=Berlin`; nothing is no tags. */
export function parseTags(text: string): Result<TagMap, TagProblem> {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const tags = new Map<string, readonly [name: string, value: string]>();
  for (const part of parts) {
    const [, name = '', value] = /^([^=]*)=(.*)$/s.exec(part)?.map((each) => each.trim()) ?? [];
    if (value === undefined)
      return refuse('noValue', `“${part}” has no value. Write name=value, and a comma before the next.`);
    const problem = tagProblem(name, value);
    if (problem !== undefined) return refuse('invalid', problem);
    if (tags.has(name.toLowerCase())) {
      return refuse('twice', `The tag ${name} is there twice. Azure does not tell case apart.`);
    }
    tags.set(name.toLowerCase(), [name, value]);
  }
  const most = life.maximumTags.value;
  return tags.size > most
    ? refuse('tooMany', `A resource has at most ${most} tags.`)
    : ok(Object.fromEntries(tags.values()));
}

const refuse = (code: TagProblem['code'], message: string): Result<TagMap, TagProblem> => fail({ code, message });

/** The tags as `parseTags` reads them. */
export const tagsText = (tags: TagMap): string =>
  Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
