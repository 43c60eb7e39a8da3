import * as l10n from '@vscode/l10n';
import { tagProblem } from '../../planning/site';
import { fail, ok, type Result } from '../../kernel/result';
import life from '../../kernel/knowledge/data/gatewayLife.json';

type TagMap = Readonly<Record<string, string>>;

export interface TagProblem {
  readonly code: 'noValue' | 'invalid' | 'twice' | 'tooMany';
  readonly message: string;
}

/** Reads `env=production, site=Berlin`. */
export function parseTags(text: string): Result<TagMap, TagProblem> {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const tags = new Map<string, readonly [name: string, value: string]>();
  for (const part of parts) {
    const [, name = '', value] = /^([^=]*)=(.*)$/s.exec(part)?.map((each) => each.trim()) ?? [];
    if (value === undefined)
      return refuse('noValue', l10n.t`“${part}” has no value. Enter tags as name=value, separated by commas.`);
    const problem = tagProblem(name, value);
    if (problem !== undefined) return refuse('invalid', problem);
    if (tags.has(name.toLowerCase())) {
      return refuse('twice', l10n.t`The tag ${name} is there twice. Azure ignores case in tag names.`);
    }
    tags.set(name.toLowerCase(), [name, value]);
  }
  const most = life.maximumTags.value;
  return tags.size > most
    ? refuse('tooMany', l10n.t`A resource can have at most ${most} tags.`)
    : ok(Object.fromEntries(tags.values()));
}

const refuse = (code: TagProblem['code'], message: string): Result<TagMap, TagProblem> => fail({ code, message });

/** In the format of `parseTags`. */
export const tagsText = (tags: TagMap): string =>
  Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
