import {
  type Associable,
  bypassNeeds,
  displayRegion,
  type GatewayDetails,
  type GatewayUsers,
  markdownCode as code,
  markdownTable,
  markdownWords as words,
  tagsText,
} from '../../core';

export interface GatewayPage {
  readonly details: GatewayDetails;
  /** The subscription's name, or its id. */
  readonly subscription: string;
  readonly behind: GatewayUsers;
  /** Its page in the portal, where the cloud's portal is known. */
  readonly portal?: string | undefined;
}

const mostListed = 500;

/** A gateway as a page to read. */
export const gatewayMarkdown = (page: GatewayPage): string =>
  [
    `# ${words(page.details.gateway.name)}`,
    facts(page),
    '## Bypass list (preview)',
    bypass(page.details),
    `## Associated resources (${page.behind.users.length})`,
    resources(page.behind),
    ...(page.portal === undefined ? [] : [`[Open in the Azure portal](<${page.portal}>)`]),
  ].join('\n\n') + '\n';

function facts({ details: { gateway, allowedFeatures }, subscription }: GatewayPage): string {
  const features = allowedFeatures.includes('*') ? 'all' : allowedFeatures.map(code).join(', ');
  return markdownTable(
    ['Gateway', ''],
    [
      ['URL', gateway.endpoint === undefined ? 'Azure has not given it one yet' : code(`https://${gateway.endpoint}`)],
      ['State', words(gateway.state)],
      ['Location', `${words(displayRegion(gateway.location))}; it serves resources of every region`],
      ['Subscription', words(subscription)],
      ['Resource group', words(gateway.resourceGroup)],
      ['Allowed features', features || 'not said'],
      ['Tags', words(tagsText(gateway.tags)) || 'none'],
      ['Resource ID', code(gateway.id)],
    ],
  ).trimEnd();
}

function bypass({ bypass: hosts }: GatewayDetails): string {
  if (!hosts) return 'Azure does not offer the preview API that has this list here yet.';
  const list =
    hosts.length === 0
      ? 'Every host that the gateway serves goes through it.'
      : hosts.map((host) => `- ${code(host)}`).join('\n');
  return `${list}\n\n_${words(bypassNeeds())}_`;
}

function resources({ users, unknown }: GatewayUsers): string {
  const table = markdownTable(
    ['Name', 'Kind', 'State', 'Agent', 'Resource group', 'Location'],
    users.slice(0, mostListed).map(row),
  );
  const rest = users.length > mostListed ? [`… and ${users.length - mostListed} more.`] : [];
  const doubt = unknown.length > 0 ? [`Of ${unknown.length} more resources it is not known what they use.`] : [];
  return [users.length > 0 ? table.trimEnd() : 'Nothing that you can see uses it.', ...rest, ...doubt].join('\n\n');
}

const row = (resource: Associable): readonly string[] => [
  words(resource.name),
  resource.kind === 'machine' ? 'Machine' : 'Cluster',
  words(resource.kind === 'machine' ? resource.status : resource.connectivity),
  words(resource.agentVersion ?? ''),
  words(resource.resourceGroup),
  words(displayRegion(resource.location)),
];
