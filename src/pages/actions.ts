import * as l10n from '@vscode/l10n';
import type { PageActionId, ResourceContent } from '../contract/resourcePage';
import type { CommandId } from '../ids';

type Action = ResourceContent['actions'][number];

/** A page runs these with its resource's id and nothing else. */
export const commandOf: Readonly<Record<PageActionId, CommandId>> = {
  verify: 'arcGateway.machine.verify',
  associate: 'arcGateway.resource.associate',
  detach: 'arcGateway.resource.detach',
  editBypass: 'arcGateway.gateway.editBypass',
  onboardServer: 'arcGateway.server.onboard',
  onboardCluster: 'arcGateway.cluster.onboard',
  openSsh: 'arcGateway.machine.openSsh',
  collectLogs: 'arcGateway.logs.collect',
  followLogs: 'arcGateway.cluster.followLogs',
  deleteGateway: 'arcGateway.gateway.delete',
  openInPortal: 'arcGateway.resource.openInPortal',
};

export const fixCommand: CommandId = 'arcGateway.verification.fix';

const labels: Readonly<Record<PageActionId, string>> = {
  verify: l10n.t('Verify'),
  associate: l10n.t('Associate with a gateway…'),
  detach: l10n.t('Detach from its gateway…'),
  editBypass: l10n.t('Edit bypass list…'),
  onboardServer: l10n.t('Onboard a server…'),
  onboardCluster: l10n.t('Onboard a Kubernetes cluster…'),
  openSsh: l10n.t('Open SSH'),
  collectLogs: l10n.t('Collect Arc logs…'),
  followLogs: l10n.t('Follow the Arc proxy’s log'),
  deleteGateway: l10n.t('Delete gateway…'),
  openInPortal: l10n.t('Open in Azure portal'),
};

/** The first is the page's primary one. */
export const actionsNamed = (...ids: readonly PageActionId[]): readonly Action[] =>
  ids.map((id, index) => ({ id, label: labels[id], ...(index === 0 && { isPrimary: true }) }));
