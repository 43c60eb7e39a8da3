import { bypassFor } from '../../planning/network';
import { fail, ok, type Result } from '../../kernel/result';

/** What a new bypass list does to the one that a gateway has. */
export interface BypassChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Reads the host names of a gateway's bypass list from one line, parted by commas or white space; in lower case, each
 * once. The error is the first thing that the list cannot hold, in a sentence.
 */
export function readBypassHosts(text: string): Result<readonly string[], string> {
  const hosts = text.split(/[\s,;]+/).filter((host) => host !== '');
  const { findings } = bypassFor({ hosts }, 'gateway');
  const wrong = findings.find(({ severity }) => severity === 'error');
  if (!wrong) return ok([...new Set(hosts.map((host) => host.toLowerCase()))]);
  const host = hosts[Number(wrong.path.split('.').at(-1))] ?? '';
  return fail(`${wrong.message.replace(/^Left out: /, `${host}: `)} ${wrong.fix ?? ''}`.trim());
}

/** What agents have to be for the list to work, in two sentences. */
export function bypassNeeds(): string {
  const [note] = bypassFor({}, 'gateway').findings;
  return note ? `${note.message} ${note.fix ?? ''}`.trim() : '';
}

/** Compares two lists as Azure does, without regard to case and order. */
export function bypassChange(before: readonly string[], after: readonly string[]): BypassChange {
  const had = new Set(before.map((host) => host.toLowerCase()));
  const has = new Set(after.map((host) => host.toLowerCase()));
  return {
    added: [...has].filter((host) => !had.has(host)),
    removed: [...had].filter((host) => !has.has(host)),
    kept: [...has].filter((host) => had.has(host)),
  };
}
