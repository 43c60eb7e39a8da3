import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { roleName } from '../kernel/knowledge/roles';
import { machineType } from '../kernel/resources';
import { versionsOf, withOfferedVersion } from './apiVersions';
import { type Arm, type ArmRequest, readBody } from './arm';
import { resourcePath } from './paths';

const machine = v.object({
  properties: v.object({
    agentUpgrade: v.nullish(v.object({ enableAutomaticUpgrade: v.nullish(v.boolean()) })),
  }),
});

/** Undefined if Azure doesn't report it. */
export async function readAutomaticUpgrade(
  arm: Arm,
  machineId: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const { path, name } = resourcePath(machineId, machineType);
  const request: Omit<ArmRequest, 'to'> = {
    method: 'GET',
    action: l10n.t`Read whether Azure upgrades the agent of ${name}`,
    needs: l10n.t('Reader role on the resource'),
    resource: name,
  };
  const response = await withOfferedVersion(versionsOf('machines'), (apiVersion) =>
    arm.send({ ...request, to: { path, apiVersion } }, signal),
  );
  return readBody(machine, response, request).properties.agentUpgrade?.enableAutomaticUpgrade ?? undefined;
}

/** Azure upgrades the agent later, in the background. Source: learn.microsoft.com, servers/manage-agent, 2026-11. */
export async function setAutomaticUpgrade(
  arm: Arm,
  machineId: string,
  enabled: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { path, name } = resourcePath(machineId, machineType);
  const request: Omit<ArmRequest, 'to'> = {
    method: 'PATCH',
    body: { properties: { agentUpgrade: { enableAutomaticUpgrade: enabled } } },
    isSentOnce: true,
    action: l10n.t`Set whether Azure upgrades the agent of ${name}`,
    needs: l10n.t`${roleName('machineAdministrator')} role on the machine (Microsoft.HybridCompute/machines/write)`,
    resource: name,
  };
  await withOfferedVersion(versionsOf('machines'), (apiVersion) =>
    arm.send({ ...request, to: { path, apiVersion } }, signal),
  );
}
