import { endpointsFor, needsOf } from '../../network';
import { withProxyPort } from '../../site';
import type { ServersTarget, TargetWriter } from '../target';
import { nextSteps } from './nextSteps';
import { serverScripts } from './scripts';

export const serverWriter: TargetWriter<ServersTarget> = {
  scripts: (target) => serverScripts(target.servers),
  nextSteps: (target, _site, scripts) =>
    nextSteps(withProxyPort(target.servers), scripts, endpointsFor(needsOf(target.servers))),
};
