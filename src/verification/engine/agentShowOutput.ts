/** Named after the keys of `show -j`. Absent: not reported. Empty: reported as empty. */
export interface AgentShowOutput extends Readonly<Partial<Record<AgentShowField, string>>> {
  /** State by short name: `arcproxy` → `running`. */
  readonly services: ReadonlyMap<string, string>;
}

export type AgentShowField = (typeof shownFields)[number];

const shownFields = [
  'status',
  'resourceName',
  'resourceGroup',
  'resourceId',
  'subscriptionId',
  'tenantId',
  'location',
  'cloud',
  'agentVersion',
  'lastHeartbeat',
  'errorCode',
  'errorDetails',
  'httpsProxy',
  'proxyBypass',
  'upstreamProxy',
  'gatewayUrl',
  'privateLinkScope',
] as const;

/** Names in text output, without spaces and capitals. */
const otherNames: Readonly<Record<string, AgentShowField>> = {
  agentstatus: 'status',
  resourcegroupname: 'resourceGroup',
  id: 'resourceId',
  agentlastheartbeat: 'lastHeartbeat',
  agenterrorcode: 'errorCode',
  agenterrordetails: 'errorDetails',
  usinghttpsproxy: 'httpsProxy',
  proxybypasslist: 'proxyBypass',
};

const byName: ReadonlyMap<string, AgentShowField> = new Map([
  ...shownFields.map((field) => [field.toLowerCase(), field] as const),
  ...Object.entries(otherNames),
]);

/** Ignores case and spacing. */
export const shownField = (key: string): AgentShowField | undefined =>
  byName.get(key.replace(/[\s_]/g, '').toLowerCase());

export const hasAnyField = ({ services, ...fields }: AgentShowOutput): boolean =>
  services.size > 0 || Object.keys(fields).length > 0;
