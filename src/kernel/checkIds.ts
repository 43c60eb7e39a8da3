/** Stable: compared across reports. */
export const checkIds = [
  'azure.gateway',
  'azure.association',
  'azure.status',
  'machine.reached',
  'agent.status',
  'agent.heartbeat',
  'agent.error',
  'agent.version',
  'place.tenant',
  'place.subscription',
  'place.resource',
  'gateway.connectionType',
  'gateway.arcProxy',
  'gateway.localProxy',
  'gateway.upstreamProxy',
  'gateway.url',
  'network.endpoints',
  'network.private',
  'cluster.gatewayEnabled',
  'cluster.reached',
  'cluster.context',
  'cluster.agents',
  'cluster.gatewayHost',
  'cluster.release',
  'cluster.agentVersion',
] as const;

export type CheckId = (typeof checkIds)[number];

export const isCheckId = (value: unknown): value is CheckId => checkIds.some((each) => each === value);
