import { isArcError } from '../kernel/errors';
import type { GatewayOperation, NewGateway } from '../kernel/gatewayApi';
import { gatewayIdOf, isInTransition } from '../kernel/knowledge/gatewayLife';
import { type Gateway, gatewayType } from '../kernel/resources';
import type { Arm, ArmAnswer, ArmRequest } from './arm';
import type { Purpose } from './errors';
import { bypassVersion, readGateway, stableVersion } from './gateways';
import { followOperation, operationLinkOf, pause, waitForOperation } from './operations';
import { resourcePath, type ResourcePath } from './paths';

const needs = (action: string, scope: string): string =>
  `the role Arc Gateway Manager on ${scope}, or at least Microsoft.HybridCompute/gateways/read and Microsoft.HybridCompute/gateways/${action}`;

const purposes: Readonly<Record<GatewayOperation['kind'], (name: string) => Purpose>> = {
  create: (name) => ({
    action: `create the gateway ${name}`,
    needs: needs('write', 'the resource group'),
    resource: `The resource group or the gateway ${name}`,
  }),
  delete: (name) => ({
    action: `delete the gateway ${name}`,
    needs: needs('delete', 'the gateway'),
    resource: `The gateway ${name}`,
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
  return { ...purposes[kind](name), to: { path, apiVersion: stableVersion } };
}

function operationOf(kind: GatewayOperation['kind'], gatewayId: string, answer: ArmAnswer): GatewayOperation {
  const followed = operationLinkOf(answer);
  return { kind, gatewayId, ...(followed && { link: followed.link, linkKind: followed.kind }) };
}

/** Looks for what an unanswered request has done before it is taken for lost; Azure may be slow to begin. */
const mostLooks = 4;

/** Waits for the end by the operation's link. One that Azure does not know any more has ended: the gateway tells how. */
export async function followGateway(
  arm: Arm,
  { kind, gatewayId, link, linkKind = 'status', isUnanswered }: GatewayOperation,
  report: (state: string) => void,
  signal: AbortSignal,
): Promise<Gateway | undefined> {
  const purpose = purposes[kind](resourcePath(gatewayId, gatewayType).name);
  if (link !== undefined) {
    await unlessGone(followOperation(arm, purpose, { link, kind: linkKind }, report, signal));
  }
  for (let looks = 1; ; looks++) {
    const gateway = await unlessGone(readGateway(arm, gatewayId, signal));
    const mayBegin = isUnanswered && looks < mostLooks && (gateway === undefined) === (kind === 'create');
    if (!mayBegin && !(gateway && isInTransition(gateway))) return gateway;
    if (gateway) report(gateway.state);
    await pause(undefined, signal);
  }
}

/** The value, or undefined for what Azure does not know (any more). */
const unlessGone = <T>(promise: Promise<T>): Promise<T | undefined> =>
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
  const request: ArmRequest = {
    method: 'PATCH',
    to: { path, apiVersion: bypassVersion },
    body: { properties: { gatewayBypass: hosts } },
    accept: [200, 202],
    action: `change the bypass list of the gateway ${name}`,
    needs: needs('write', 'the gateway'),
    resource: `The gateway ${name}`,
  };
  await waitForOperation(arm, request, await arm.send(request, signal), signal);
}
