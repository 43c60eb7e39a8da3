import { proxyBypass } from '../../network/bypass';
import type { OperatingSystem } from '../../../kernel/resources';
import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { type Fragment, join, mark, nothing, shellTag } from '../writing/fragment';
import { onboardingOf, secretOf, signInOf } from './onboarding';
import { cloud, downloadOrigin } from './portal';
import { ansibleLiteral } from '../../../kernel/text/quote';

/** YAML; an interpolated string becomes a scalar without templating. */
export const yaml = shellTag(ansibleLiteral);

/** The variables of a play; values of the site are literals. */
export function playValues(site: ServerSite, os: OperatingSystem): Fragment {
  const { azure, network, identity } = site;
  const { tags } = onboardingOf(site);
  const bypass = proxyBypass(site).text;
  return join(
    [
      yaml`  vars:`,
      yaml`    arc_subscription_id: ${azure.subscriptionId}`,
      yaml`    arc_resource_group: ${azure.resourceGroup}`,
      yaml`    arc_tenant_id: ${azure.tenantId}`,
      yaml`    arc_location: ${azure.region}`,
      yaml`    arc_cloud: ${cloud}`,
      route(site),
      network.proxyUrl === undefined ? nothing : mark('proxy', yaml`    arc_proxy: ${network.proxyUrl}`),
      bypass === '' ? nothing : mark('proxy', yaml`    arc_bypass: ${bypass}`),
      tags === '' ? nothing : yaml`    arc_tags: ${tags}`,
      identity.method === 'servicePrincipal' ? yaml`    arc_service_principal_id: ${identity.clientId}` : nothing,
      credential(site, os),
      yaml`    arc_origin: ${downloadOrigin}`,
      yaml`    arc_scope: "/subscriptions/{{ arc_subscription_id }}/resourceGroups/{{ arc_resource_group }}/"`,
    ],
    '\n',
  );
}

function route(site: ServerSite): Fragment {
  const { privateLink } = site;
  if (connectionOf(site) === 'privateLink') return yaml`    arc_private_link_scope_id: ${privateLink?.scopeId ?? ''}`;
  if (!usesGateway(site)) return nothing;
  const { id, endpoint } = site.gateway;
  return join(
    [
      mark('gateway', yaml`    arc_gateway_id: ${id}`),
      endpoint === undefined ? nothing : yaml`    arc_gateway_host: ${endpoint}`,
    ],
    '\n',
  );
}

function credential({ identity }: ServerSite, os: OperatingSystem): Fragment {
  const secret = secretOf(identity);
  if (secret)
    return yaml`    arc_secret: "{{ lookup('ansible.builtin.env', '${{ text: secret.variable, marks: [] }}') }}"`;
  if (identity.method !== 'servicePrincipal' || signInOf(identity) !== 'certificate') return nothing;
  const { certificateFile = '', certificateThumbprint } = identity;
  return os === 'windows' && certificateThumbprint !== undefined
    ? yaml`    arc_certificate_thumbprint: ${certificateThumbprint}`
    : yaml`    arc_certificate_file: ${certificateFile}`;
}

/** An option of `azcmagent connect` with a Jinja expression as its value. */
export interface ConnectOption {
  readonly name: string;
  readonly value: string;
  readonly mark?: 'gateway';
}

/** A secret is in the file `configFile`. */
export function connectOptions(site: ServerSite, os: OperatingSystem, configFile: string): readonly ConnectOption[] {
  const { identity, tags } = site;
  const isCertificate = signInOf(identity) === 'certificate' && identity.method === 'servicePrincipal';
  const hasThumbprint = isCertificate && os === 'windows' && identity.certificateThumbprint !== undefined;
  const when = (holds: boolean, ...options: readonly ConnectOption[]): readonly ConnectOption[] =>
    holds ? options : [];
  return [
    { name: 'resource-group', value: 'arc_resource_group' },
    { name: 'tenant-id', value: 'arc_tenant_id' },
    { name: 'subscription-id', value: 'arc_subscription_id' },
    { name: 'cloud', value: 'arc_cloud' },
    { name: 'location', value: 'arc_location' },
    ...when(usesGateway(site), { name: 'gateway-id', value: 'arc_gateway_id', mark: 'gateway' }),
    ...when(connectionOf(site) === 'privateLink', {
      name: 'private-link-scope',
      value: 'arc_private_link_scope_id',
    }),
    ...when(Object.keys(tags).length > 0, { name: 'tags', value: 'arc_tags' }),
    ...when(secretOf(identity) !== undefined, { name: 'config', value: configFile }),
    ...when(isCertificate, { name: 'service-principal-id', value: 'arc_service_principal_id' }),
    ...when(hasThumbprint, { name: 'service-principal-cert-thumbprint', value: 'arc_certificate_thumbprint' }),
    ...when(isCertificate && !hasThumbprint, { name: 'service-principal-cert', value: 'arc_certificate_file' }),
  ];
}

/** Content of the `--config` file. */
export const secretContent = ({ identity }: ServerSite): Fragment =>
  identity.method === 'accessToken'
    ? yaml`"{{ {'access-token': arc_secret} | to_json }}"`
    : yaml`"{{ {'service-principal-id': arc_service_principal_id, 'service-principal-secret': arc_secret} | to_json }}"`;
