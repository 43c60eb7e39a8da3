import { addressOf } from '../../../planning/network';
import type { RemoteOutcome, RemoteScript } from '../../../kernel/ports';
import { parseProbeOutput } from '../../../diagnosis/engine/precheck';
import { precheck, type PrecheckRow } from '../../../diagnosis/engine/precheck';
import type { ProbePlan } from '../../../planning/network/probes';
import { probeOnLinux } from '../../../diagnosis/engine/precheck';
import { probesFor } from '../../../planning/network/probes';
import { probeOnWindows } from '../../../diagnosis/engine/precheck';
import { verdictName } from '../../../diagnosis/engine/precheck';
import { cleanOutput } from '../../../kernel/text/cleanOutput';
import type { OperatingSystem } from '../../../kernel/resources';
import type { RoutingContext } from '../../../planning/network';
import type { AgentState } from './agentState';

export interface DirectMachine {
  readonly os: OperatingSystem;
  /** Azure region. */
  readonly location: string;
  readonly proxyUrl?: string | undefined;
}

/** Shared by identical machines. */
export interface DirectProbes {
  readonly script: RemoteScript;
  /** Hosts missing from the output count as closed. */
  readonly judge: (outcome: RemoteOutcome) => DirectReachability;
}

type DirectReachability = Required<Pick<Extract<AgentState, { status: 'read' }>, 'closed' | 'inspected'>>;

export function directProbes(machine: DirectMachine): DirectProbes {
  const all = probesFor(networkOf(machine));
  const plan: ProbePlan = { ...all, probes: all.probes.filter(({ endpoint }) => endpoint.isAlwaysNeeded) };
  return {
    script: probeOn[machine.os](plan),
    judge: ({ stdout }) => {
      const { observations } = parseProbeOutput(cleanOutput(stdout), plan.probes.length);
      const rows = precheck({ ...plan, unprobed: [] }, observations);
      const others = rows.filter((row) => row.verdict !== 'open' && !isInspectedInTrust(row));
      return { closed: others.map(closedText), inspected: rows.filter(isInspectedInTrust).map(addressOf) };
    },
  };
}

const probeOn: Readonly<Record<OperatingSystem, (plan: ProbePlan) => RemoteScript>> = {
  linux: probeOnLinux,
  windows: probeOnWindows,
};

/** Trusted TLS inspection doesn't block the agent, but may change at any time. */
const isInspectedInTrust = ({ verdict, isTrusted }: PrecheckRow): boolean =>
  verdict === 'inspected' && isTrusted === true;

const closedText = (row: PrecheckRow): string =>
  row.verdict === 'blocked' ? addressOf(row) : `${addressOf(row)} (${verdictName(row.verdict)})`;

const networkOf = ({ os, location, proxyUrl }: DirectMachine): RoutingContext => ({
  mode: 'direct',
  systems: [os],
  region: location,
  scenarios: [],
  ...(proxyUrl === undefined ? {} : { proxyUrl }),
});
