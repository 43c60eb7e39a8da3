import type { Planned } from './registry';
import type { NextStep, Script } from './script';
import { instanceWriter } from './azureLocal';
import { clusterWriter } from './clusters';
import { serverWriter } from './servers';
import type { SharedSite, Target, TargetWriter } from './target';

/** The scripts and the next steps of a target. */
export const writeTarget = (planned: Planned, site: SharedSite): Written =>
  planned.of((_, target) => {
    switch (target.kind) {
      case 'servers':
        return write(serverWriter, target, site);
      case 'cluster':
        return write(clusterWriter, target, site);
      case 'azureLocal':
        return write(instanceWriter, target, site);
    }
  });

export interface Written {
  readonly scripts: readonly Script[];
  readonly nextSteps: readonly NextStep[];
}

function write<T extends Target>(writer: TargetWriter<T>, target: T, site: SharedSite): Written {
  const scripts = writer.scripts(target, site);
  return { scripts, nextSteps: writer.nextSteps(target, site, scripts) };
}
