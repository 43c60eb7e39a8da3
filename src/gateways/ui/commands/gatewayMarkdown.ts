import * as l10n from '@vscode/l10n';
import type { GatewayDetails } from '../../../kernel/gatewayApi';
import { displayRegion } from '../../../kernel/knowledge/regions';
import { stateOf } from '../../../kernel/resourceKinds';
import type { Associable, AssociableKind } from '../../../kernel/resources';
import {
  joinMarkdown,
  type Markdown,
  code,
  markdownDocument,
  markdownLink,
  markdownTable,
  words,
  prose,
} from '../../../kernel/text/markdown';
import { plural } from '../../../kernel/text/phrases';
import { bypassRequirements, type GatewayUsers, tagsText } from '../../engine';

export interface GatewayPage {
  readonly details: GatewayDetails;
  /** The subscription's name, or its id. */
  readonly subscription: string;
  readonly behind: GatewayUsers;
  /** URL in the Azure portal, if known. */
  readonly portal?: string | undefined;
}

const mostListed = 500;

export const gatewayMarkdown = (page: GatewayPage): Markdown => markdownDocument(parts(page));

function parts(page: GatewayPage): readonly Markdown[] {
  return [
    prose`# ${words(page.details.gateway.name)}`,
    facts(page),
    prose`## Bypass list`,
    bypass(page.details),
    prose`## Associated resources (${page.behind.users.length})`,
    resources(page.behind),
    ...(page.portal === undefined ? [] : [markdownLink(l10n.t('Open in the Azure portal'), page.portal)]),
  ];
}

function facts({ details: { gateway, allowedFeatures }, subscription }: GatewayPage): Markdown {
  const features = allowedFeatures.includes('*') ? prose`all` : joinMarkdown(allowedFeatures.map(code), ', ');
  return markdownTable(
    [l10n.t('Gateway'), ''],
    [
      [
        prose`URL`,
        gateway.endpoint === undefined ? prose`Azure has not assigned a URL yet` : code(`https://${gateway.endpoint}`),
      ],
      [prose`State`, words(gateway.state)],
      [prose`Location`, prose`${words(displayRegion(gateway.location))}; serves resources in every region`],
      [prose`Subscription`, words(subscription)],
      [prose`Resource group`, words(gateway.resourceGroup)],
      [prose`Allowed features`, features === '' ? prose`not reported` : features],
      [prose`Tags`, words(tagsText(gateway.tags)) || prose`none`],
      [prose`Resource ID`, code(gateway.id)],
    ],
  );
}

function bypass({ bypass: hosts }: GatewayDetails): Markdown {
  if (!hosts) return prose`Azure does not offer an API version with bypass lists here yet.`;
  const list =
    hosts.length === 0
      ? prose`Every host that the gateway serves goes through it.`
      : joinMarkdown(
          hosts.map((host) => prose`- ${code(host)}`),
          '\n',
        );
  return prose`${list}\n\n_${words(bypassRequirements())}_`;
}

function resources({ users, unknown }: GatewayUsers): Markdown {
  const table = markdownTable(
    [l10n.t('Name'), l10n.t('Kind'), l10n.t('State'), l10n.t('Agent'), l10n.t('Resource group'), l10n.t('Location')],
    users.slice(0, mostListed).map(row),
  );
  const rest = users.length > mostListed ? [prose`… and ${users.length - mostListed} more.`] : [];
  const unread = plural(unknown.length, {
    one: prose`The gateway of 1 more resource is unknown.`,
    other: prose`The gateways of ${unknown.length} more resources are unknown.`,
  });
  const doubt = unknown.length > 0 ? [unread] : [];
  const list = users.length > 0 ? table : prose`No resource that you can see uses it.`;
  return markdownDocument([list, ...rest, ...doubt]);
}

const kindNames: Readonly<Record<AssociableKind, Markdown>> = { machine: prose`Machine`, cluster: prose`Cluster` };

const row = (resource: Associable): readonly Markdown[] => [
  words(resource.name),
  kindNames[resource.kind],
  words(stateOf(resource)),
  words(resource.agentVersion ?? ''),
  words(resource.resourceGroup),
  words(displayRegion(resource.location)),
];
