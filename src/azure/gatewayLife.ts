import * as l10n from '@vscode/l10n';
import { isArcError } from '../kernel/errors';
import type { GatewayOperation, NewGateway } from '../kernel/gatewayApi';
import { gatewayIdOf } from '../kernel/knowledge/gatewayLife';
import { isGone, isInTransition } from '../kernel/knowledge/gatewayState';
import { roleName } from '../kernel/knowledge/roles';
import { type Gateway, gatewayType } from '../kernel/resources';
import type { Arm, ArmResponse, ArmRequest } from './arm';
import type { Purpose } from './errors';
import { versionsOf, withOfferedVersion } from './apiVersions';
import { gatewayVersion, readGateway } from './gateways';
import { followOperation, operationLinkOf, pause, waitForOperation } from './operations';
import { resourcePath, type ResourcePath } from './paths';

const managerOfGateway = (action: string): string =>
  l10n.t`${roleName('gatewayManager')} role on the gateway, or at least Microsoft.HybridCompute/gateways/read and Microsoft.HybridCompute/gateways/${action}`;

const purposes: Readonly<Record<GatewayOperation['kind'], (name: string) => Purpose>> = {
  create: (name) => ({
    action: l10n.t`Create gateway ${name}`,
    needs: l10n.t`${roleName('gatewayManager')} role on the resource group, or at least Microsoft.HybridCompute/gateways/read and Microsoft.HybridCompute/gateways/write`,
    resource: l10n.t`Resource group or gateway ${name}`,
  }),
  delete: (name) => ({
    action: l10n.t`Delete gateway ${name}`,
    needs: managerOfGateway('delete'),
    resource: l10n.t`Gateway ${name}`,
  }),
};

export async function createGateway(arm: Arm, gateway: NewGateway, signal: AbortSignal): Promise<GatewayOperation> {
  const target = resourcePath(gatewayIdOf(gateway), gatewayType);
  const { location, tags } = gateway;
  const properties = { gatewayType: 'Public', allowedFeatures: ['*'] };
  const answer = await arm.send(
    {
      ...requestFor('create', target),
      method: 'PUT',
      body: { location, properties, ...(Object.keys(tags).length > 0 && { tags }) },
      accept: [200, 201, 202],
      isSentOnce: true,
    },
    signal,
  );
  return operationOf('create', gatewayIdOf(gateway), answer);
}

export async function deleteGateway(arm: Arm, id: string, signal: AbortSignal): Promise<GatewayOperation> {
  const request = requestFor('delete', resourcePath(id, gatewayType));
  return operationOf('delete', id, await arm.send({ ...request, method: 'DELETE', accept: [200, 202, 204] }, signal));
}

function requestFor(kind: GatewayOperation['kind'], { path, name }: ResourcePath): Omit<ArmRequest, 'method'> {
  return { ...purposes[kind](name), to: { path, apiVersion: gatewayVersion } };
}

function operationOf(kind: GatewayOperation['kind'], gatewayId: string, answer: ArmResponse): GatewayOperation {
  const followed = operationLinkOf(answer);
  return { kind, gatewayId, ...(followed && { link: followed.link, linkKind: followed.kind }) };
}

/** Checks before an unanswered request counts as lost, because Azure may start late. */
const mostChecks = 4;

/** Decides by the gateway's state if Azure no longer knows the operation. */
export async function followGateway(
  arm: Arm,
  { kind, gatewayId, link, linkKind = 'status', isUnanswered }: GatewayOperation,
  report: (state: string) => void,
  signal: AbortSignal,
): Promise<Gateway | undefined> {
  const purpose = purposes[kind](resourcePath(gatewayId, gatewayType).name);
  if (link !== undefined) {
    await undefinedIfNotFound(followOperation(arm, purpose, { link, kind: linkKind }, report, signal));
  }
  for (let checks = 1; ; checks++) {
    const found = await undefinedIfNotFound(readGateway(arm, gatewayId, signal));
    const gateway = found && isGone(found) ? undefined : found;
    const mayBegin = isUnanswered && checks < mostChecks && (gateway === undefined) === (kind === 'create');
    if (!mayBegin && !(gateway && isInTransition(gateway))) return gateway;
    if (gateway) report(gateway.state);
    await pause(undefined, signal);
  }
}

const undefinedIfNotFound = <T>(promise: Promise<T>): Promise<T | undefined> =>
  promise.catch((thrown: unknown) => {
    if (isArcError(thrown) && thrown.code === 'NotFound') return undefined;
    throw thrown;
  });

export async function setGatewayBypass(
  arm: Arm,
  id: string,
  hosts: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { path, name } = resourcePath(id, gatewayType);
  const request: Omit<ArmRequest, 'to'> = {
    method: 'PATCH',
    body: { properties: { gatewayBypass: hosts } },
    accept: [200, 202],
    action: l10n.t`Change the bypass list of gateway ${name}`,
    needs: managerOfGateway('write'),
    resource: l10n.t`Gateway ${name}`,
  };
  const answer = await withOfferedVersion(versionsOf('gatewayBypass'), (apiVersion) =>
    arm.send({ ...request, to: { path, apiVersion } }, signal),
  );
  await waitForOperation(arm, request, answer, signal);
}
