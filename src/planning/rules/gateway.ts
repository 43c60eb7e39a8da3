import * as l10n from '@vscode/l10n';
import { pageSource } from '../../kernel/knowledge/pages';
import { parseResourceId } from '../../kernel/resources';
import { usesGateway } from '../site';
import type { Site } from '../site';
import type { Rule } from './rule';

const page = pageSource('arcGateway');

export const endpointUnknown: Rule<Site> = (site) =>
  usesGateway(site) && site.gateway.endpoint === undefined
    ? {
        code: 'gateway.endpointUnknown',
        severity: 'warning',
        path: 'gateway.endpoint',
        message: l10n.t('The gateway’s URL isn’t known, so the allow list shows only its pattern.'),
        fix: l10n.t('Choose the gateway from the sidebar, or paste the URL from its overview page in the portal.'),
        source: page,
      }
    : undefined;

/** Says whether the gateway is in the machines’ subscription. */
export const gatewayScope: Rule<Site> = (site, { gatewayIsListed = true }) => {
  if (!usesGateway(site) || !gatewayIsListed) return undefined;
  const { gateway, azure } = site;
  const id = parseResourceId(gateway.id);
  if (!id.ok) return undefined;
  const isSame = id.value.subscriptionId === azure.subscriptionId.toLowerCase();
  return {
    code: isSame ? 'gateway.sameSubscription' : 'gateway.otherSubscription',
    severity: isSame ? 'ok' : 'info',
    path: 'gateway.id',
    message: isSame
      ? l10n.t`Gateway ${id.value.name} is in the machines’ subscription.`
      : l10n.t`Gateway ${id.value.name} is in a different subscription from the machines. This works as long as both are in the same tenant.`,
    source: page,
  };
};
