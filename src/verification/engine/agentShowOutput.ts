/**
 * What `azcmagent show` says. An absent field was not said, which is no answer; an empty one was said to be empty.
 * Fields are named after the keys of `show -j`.
 */
export interface AgentShowOutput extends Readonly<Partial<Record<AgentShowField, string>>> {
  /** State of a service by its short name: `arcproxy` → `running`. */
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

/** Names as they stand in the text of any age, beside those of the JSON; without their spaces and capitals. */
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

/** The field that a key of the output is about, whatever its case and spacing. */
export const shownField = (key: string): AgentShowField | undefined =>
  byName.get(key.replace(/[\s_]/g, '').toLowerCase());

export const hasAnyField = ({ services, ...fields }: AgentShowOutput): boolean =>
  services.size > 0 || Object.keys(fields).length > 0;
