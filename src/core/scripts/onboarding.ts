import { parseResourceId } from '../resources';
import type { Topology } from '../topology/topology';
import { exitCodes } from './exitCodes';
import type { Fragment } from './fragment';
import { commentText } from './quote';

/** What the Linux and the Windows script have in common, in the words of the portal's scripts. */
export interface Onboarding {
  /** Portal's name for how the person signs in: part of the failure report. */
  readonly authType: 'token' | 'principal';
  /** Value of `--tags`; empty without tags. */
  readonly tags: string;
}

/** The gateway serves Azure's public cloud only (Arc gateway article, 2026-04-01). */
export const cloud = 'AzureCloud';

/** Where the agent is downloaded from, and where the portal's scripts report a failure to. */
export const downloadOrigin = 'https://gbl.his.arc.azure.com';

export function onboardingOf({ identity, tags }: Topology): Onboarding {
  return {
    authType: identity.method === 'servicePrincipal' ? 'principal' : 'token',
    tags: Object.entries(tags)
      .map((pair) => pair.map(escapeTag).join('='))
      .join(','),
  };
}

/** Comment that opens a script of either shell: what it does, that it may run again, how it may end. */
export function header({ gateway, azure }: Topology, separator: string): Fragment {
  const lines = [
    commentText(`Onboard to Azure Arc through ${gatewayName(gateway.id)} (${azure.region})`),
    'Safe to run again: a server that is connected already is left as it is.',
    ...exitCodeLines(separator),
  ];
  return { text: lines.map((line) => `# ${line}`).join('\n'), marks: [] };
}

function exitCodeLines(separator: string): string[] {
  const [first = '', ...rest] = Object.values(exitCodes).map(({ code, name }) => `${code} ${name}`);
  return rest.reduce(
    (lines, item) => {
      const longer = `${lines.at(-1) ?? ''}${separator}${item}`;
      return longer.length <= 76 ? [...lines.slice(0, -1), longer] : [...lines, item];
    },
    [`Exit codes: ${first}`],
  );
}

// Since agent 1.50 a comma or an equals sign that belongs to a name or value is escaped (release notes).
const escapeTag = (text: string): string => text.replace(/[,=]/g, '\\$&');

function gatewayName(id: string): string {
  const parts = parseResourceId(id);
  return parts.ok ? parts.value.name : (id.split('/').at(-1) ?? id);
}
