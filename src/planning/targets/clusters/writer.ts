import type { ClusterOfSite, TargetWriter } from '../target';
import { clusterSteps } from './nextSteps';
import { clusterScripts } from './scripts/clusterScripts';

export const clusterWriter: TargetWriter<ClusterOfSite> = {
  scripts: clusterScripts,
  nextSteps: clusterSteps,
};
