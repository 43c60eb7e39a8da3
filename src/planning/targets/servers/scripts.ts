import { lacksFeature } from '../../../kernel/knowledge/agentFeature';
import type { OperatingSystem } from '../../../kernel/resources';
import { type GatewayServerSite, isUnattended, type ServerSite, usesGateway, withProxyPort } from '../../site';
import type { Script } from '../script';
import { ansiblePlaybook } from './ansible';
import { associateWithCli } from './associateBash';
import { associateWithPowershell } from './associatePowershell';
import { configurationManagerScript } from './configurationManager';
import { groupPolicyPackage, suitsStartUp } from './groupPolicy';
import { linuxScript } from './linux';
import { useGatewayOnLinux } from './useGatewayLinux';
import { useGatewayOnWindows } from './useGatewayWindows';
import { windowsScript } from './windows';

const onboarding: Readonly<Record<OperatingSystem, (site: ServerSite) => Script>> = {
  linux: linuxScript,
  windows: windowsScript,
};

const turning: Readonly<Record<OperatingSystem, (site: GatewayServerSite) => Script>> = {
  linux: useGatewayOnLinux,
  windows: useGatewayOnWindows,
};

/** Scripts that are run by hand on each server come first. */
export function serverScripts(described: ServerSite): readonly Script[] {
  const site = withProxyPort(described);
  const { os, state } = site.servers;
  if (state === 'connected') return usesGateway(site) ? associating(site) : [];
  return [
    ...os.map((each) => onboarding[each](site)),
    ...(isUnattended(site) ? [ansiblePlaybook(site)] : []),
    ...(suitsStartUp(site) && os.includes('windows')
      ? [...groupPolicyPackage(site), configurationManagerScript(site)]
      : []),
  ];
}

function associating(site: GatewayServerSite): readonly Script[] {
  const { os, agentVersion } = site.servers;
  const mayNeedSetting = agentVersion === undefined || lacksFeature(agentVersion, 'automaticGateway');
  return [
    ...(mayNeedSetting ? os.map((each) => turning[each](site)) : []),
    associateWithCli(site),
    associateWithPowershell(site),
  ];
}
