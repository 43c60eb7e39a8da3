import { parseResourceId } from '../../kernel/resources';
import { usesGateway } from '../site';
import type { Site } from '../site';
import type { Rule } from './rule';

const page = 'learn.microsoft.com/azure/azure-arc/servers/arc-gateway (2026-04-01)';

export const endpointUnknown: Rule<Site> = (site) =>
  usesGateway(site) && site.gateway.endpoint === undefined
    ? {
        code: 'gateway.endpointUnknown',
        severity: 'warning',
        path: 'gateway.endpoint',
        message: 'The gateway’s URL is not known, so the allow list can only show what it looks like.',
        fix: 'Choose the gateway from the sidebar, or paste the URL from its overview in the portal.',
        source: page,
      }
    : undefined;

/** The one finding that says what is well: whose gateway it is, and that it may be used from here. */
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
      ? `Gateway ${id.value.name} is in the machines’ subscription.`
      : `Gateway ${id.value.name} is in another subscription than the machines. That works as long as both are in the same tenant.`,
    source: page,
  };
};
