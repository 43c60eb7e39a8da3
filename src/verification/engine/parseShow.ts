import { isRecord } from '../../kernel/isRecord';
import { visibleLine } from '../../kernel/text/visible';
import { looksLikeJson, looseJson, scalarText } from './looseJson';
import { plainText } from '../../kernel/text/plainText';
import { AgreeingValues } from './agreeingValues';
import { hasAnyField, type AgentShowOutput, shownField, type AgentShowField } from './agentShowOutput';

class ShowOutputBuilder {
  private readonly fields = new AgreeingValues<AgentShowField>();
  private readonly services = new AgreeingValues<string>();

  say(key: string, value: string): void {
    const field = shownField(key);
    // JSON values can have line breaks; text values can't.
    if (field !== undefined) this.fields.add(field, visibleLine(value));
  }

  sayService(name: string, state: string): void {
    const [, short] = /\(([\w.-]+)\)\s*$/.exec(name) ?? [];
    const key = (short ?? name).trim().toLowerCase();
    if (key !== '' && state.trim() !== '') this.services.add(key, visibleLine(state));
  }

  get shown(): AgentShowOutput {
    return { ...Object.fromEntries(this.fields.values), services: this.services.values };
  }
}

/** Text of any agent version or JSON, even truncated or with console noise. Nothing is required. */
export function parseShow(text: string): AgentShowOutput {
  const plain = plainText(text);
  const draft = new ShowOutputBuilder();
  if (looksLikeJson(plain)) readJson(plain, draft);
  // The bracket may be console noise.
  if (!hasAnyField(draft.shown)) readLines(plain, draft);
  return draft.shown;
}

function readLines(text: string, draft: ShowOutputBuilder): void {
  for (const line of text.split('\n')) {
    // A colon inside a word is part of a path or URL.
    const colon = line.search(/:(?=\s|$)/);
    if (colon <= 0) continue;
    const [key, value] = [line.slice(0, colon).trim(), line.slice(colon + 1)];
    if (key.endsWith(')')) draft.sayService(key, value);
    else draft.say(key, value);
  }
}

function readJson(text: string, draft: ShowOutputBuilder): void {
  const json = looseJson(text);
  if (json.isWhole) {
    readObject(json.value, draft);
    return;
  }
  for (const [key, value] of json.pairs) draft.say(key, value);
  const service = /"(?:name|service)"\s*:\s*"([^"]{1,200})"\s*,\s*"(?:status|state)"\s*:\s*"([^"]{1,200})"/gi;
  for (const [, name = '', state = ''] of json.text.matchAll(service)) draft.sayService(name, state);
}

function readObject(value: unknown, draft: ShowOutputBuilder): void {
  if (!isRecord(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const scalar = scalarText(member);
    if (scalar !== undefined) draft.say(key, scalar);
    else if (/service/i.test(key)) readServices(member, draft);
  }
}

/** A list of name/state objects, or an object keyed by service. */
function readServices(value: unknown, draft: ShowOutputBuilder): void {
  if (Array.isArray(value)) {
    for (const each of value)
      if (isRecord(each)) draft.sayService(member(each, /name$/i), member(each, /^stat(e|us)$/i));
    return;
  }
  if (!isRecord(value)) return;
  for (const [name, state] of Object.entries(value)) {
    draft.sayService(name, isRecord(state) ? member(state, /^stat(e|us)$/i) : (scalarText(state) ?? ''));
  }
}

function member(object: Readonly<Record<string, unknown>>, name: RegExp): string {
  const found = Object.entries(object).find(([key]) => name.test(key));
  return found ? (scalarText(found[1]) ?? '') : '';
}
