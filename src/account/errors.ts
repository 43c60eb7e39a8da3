import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';

export const noSubscriptionChosen = (): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'subscriptions' }, l10n.t('Choose at least one subscription.'));

export const tenantIsFixed = (): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t(
      'The current sign-in method determines the tenant. To choose a tenant, first choose another sign-in method.',
    ),
  );

export const noServicePrincipal = (): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t('No service principal is stored.'));

export const servicePrincipalInvalid = (problem: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'servicePrincipal' }, problem);

export const gatewayWithoutUrl = (gateway: string): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t`${gateway} has no URL yet: Azure assigns it when the gateway has been created. Refresh in a few minutes.`,
  );

export const notInPortal = (name: string): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t`${name} is part of the sample tenant, so it isn’t in the Azure portal.`,
  );

export const portalUnknown = (): ArcError =>
  new ArcError({ code: 'Unsupported' }, l10n.t('The portal of this cloud is not known.'));
