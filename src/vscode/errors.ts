import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';
import { nameInId } from '../kernel/resources';

const noResource = (message: string): ArcError => new ArcError({ code: 'InvalidInput', field: 'resource' }, message);

export const noResourceChosen = (): ArcError => noResource(l10n.t('Choose a resource in the Azure Arc view first.'));

export const nothingAssociableSelected = (): ArcError =>
  noResource(l10n.t('Select machines or clusters in the Azure Arc view.'));

export const notInInventory = (id: string): ArcError =>
  new ArcError(
    { code: 'NotFound', resource: id },
    l10n.t`${nameInId(id)} is not in the inventory. Refresh the view, then try again.`,
  );

const unsupported = (message: string): ArcError => new ArcError({ code: 'Unsupported' }, message);

export const notAssociable = (name: string): ArcError =>
  unsupported(l10n.t`${name} is neither a machine nor a cluster.`);

export const notGateway = (name: string): ArcError => unsupported(l10n.t`${name} is not an Arc gateway.`);

export const notCluster = (name: string): ArcError => unsupported(l10n.t`${name} is not a connected cluster.`);

export const notMachine = (name: string): ArcError => unsupported(l10n.t`${name} is not a machine.`);

const invalidSite = (field: string, message: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field }, message);

export const unreadableSite = (fileName: string, problem: string): ArcError =>
  invalidSite('', `${fileName}: ${problem}`);

export const incompleteSite = (fileName: string, field: string, problem: string): ArcError =>
  invalidSite(field, l10n.t`${fileName} is incomplete: ${problem}`);

export const siteWithoutServers = (fileName: string): ArcError =>
  invalidSite('targets.servers', l10n.t`${fileName} describes no servers.`);
