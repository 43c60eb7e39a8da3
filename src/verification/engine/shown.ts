/**
 * What `azcmagent show` says. An absent field was not said, which is no answer; an empty one was said to be empty.
 * Fields are named after the keys of `show -j`.
 */
export interface Shown extends Readonly<Partial<Record<ShownField, string>>> {
  /** State of a service by its short name: `arcproxy` → `running`. */
  readonly services: ReadonlyMap<string, string>;
}

export type ShownField = (typeof shownFields)[number];

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
const otherNames: Readonly<Record<string, ShownField>> = {
  agentstatus: 'status',
  resourcegroupname: 'resourceGroup',
  id: 'resourceId',
  agentlastheartbeat: 'lastHeartbeat',
  agenterrorcode: 'errorCode',
  agenterrordetails: 'errorDetails',
  usinghttpsproxy: 'httpsProxy',
  proxybypasslist: 'proxyBypass',
};

const byName: ReadonlyMap<string, ShownField> = new Map([
  ...shownFields.map((field) => [field.toLowerCase(), field] as const),
  ...Object.entries(otherNames),
]);

/** The field that a key of the output is about, whatever its case and spacing. */
export const shownField = (key: string): ShownField | undefined => byName.get(key.replace(/[\s_]/g, '').toLowerCase());

export const saysAnything = ({ services, ...fields }: Shown): boolean =>
  services.size > 0 || Object.keys(fields).length > 0;
