import { gatewayListNeeds, leftOutByGateway } from '../../planning/network/bypass';
import { fail, ok, type Result } from '../../kernel/result';

export interface BypassChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly kept: readonly string[];
}

/** The code of a finding, and one or two sentences. */
export interface BypassProblem {
  readonly code: string;
  readonly message: string;
}

/** Reads host names separated by commas or white space, in lower case and without duplicates. */
export function readBypassHosts(text: string): Result<readonly string[], BypassProblem> {
  const hosts = text.split(/[\s,;]+/).filter((host) => host !== '');
  const [wrong] = leftOutByGateway(hosts);
  if (!wrong) return ok([...new Set(hosts.map((host) => host.toLowerCase()))]);
  const { code, message, fix = '' } = wrong.finding;
  return fail({ code, message: `${message} ${fix}`.trim() });
}

/** What agents need to use the list, in two sentences. */
export function bypassRequirements(): string {
  const { message, fix = '' } = gatewayListNeeds;
  return `${message} ${fix}`.trim();
}

/** As Azure, ignores case and order. */
export function bypassChange(before: readonly string[], after: readonly string[]): BypassChange {
  const had = new Set(before.map((host) => host.toLowerCase()));
  const has = new Set(after.map((host) => host.toLowerCase()));
  return {
    added: [...has].filter((host) => !had.has(host)),
    removed: [...had].filter((host) => !has.has(host)),
    kept: [...has].filter((host) => had.has(host)),
  };
}
