import { requiredEndpoints } from './network/endpoints';
import { nextSteps } from './nextSteps';
import type { Plan, Script } from './plan';
import type { OperatingSystem } from './resources';
import { linuxScript } from './scripts/linux';
import { windowsScript } from './scripts/windows';
import { checkTopology } from './topology/rules';
import type { Topology } from './topology/topology';

const writers: Readonly<Record<OperatingSystem, (topology: Topology) => Script>> = {
  linux: linuxScript,
  windows: windowsScript,
};

/** Everything that follows from a topology. The same topology gives the same bytes, wherever and whenever it is asked. */
export function plan(topology: Topology): Plan {
  const scripts = topology.targets.os.map((os) => writers[os](topology));
  const endpoints = requiredEndpoints(topology);
  return {
    findings: checkTopology(topology),
    scripts,
    endpoints,
    nextSteps: nextSteps(topology, scripts, endpoints),
  };
}
