import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderButton } from '../kit/button';
import { renderSrOnly } from '../kit/text';
import { clusterCount } from './clusterFields';
import { connectionOf, hasServers, isConnected } from './connection';
import { type WizardContext } from './wizardContext';

const titles = {
  gateway: l10n.t('Onboard servers with Arc gateway'),
  direct: l10n.t('Onboard servers to Azure Arc'),
  privateLink: l10n.t('Onboard servers through private link'),
} as const;

const unsaved = l10n.t('Unsaved changes');

const clusterTitles = {
  gateway: l10n.t('Onboard clusters with Arc gateway'),
  direct: l10n.t('Onboard clusters to Azure Arc'),
  privateLink: l10n.t('Onboard clusters through private link'),
} as const;

const bothTitles = {
  gateway: l10n.t('Onboard servers and clusters with Arc gateway'),
  direct: l10n.t('Onboard servers and clusters to Azure Arc'),
  privateLink: l10n.t('Onboard servers and clusters through private link'),
} as const;

const titleOf = (state: WizardState): string => {
  if (hasServers(state) && clusterCount(state) > 0) return bothTitles[connectionOf(state)];
  if (!hasServers(state)) return clusterTitles[connectionOf(state)];
  return isConnected(state) ? l10n.t('Move servers to an Arc gateway') : titles[connectionOf(state)];
};

export const renderHeader = ({ actions }: WizardContext, state: WizardState): TemplateResult =>
  html`<header class="header">
    <h1>${titleOf(state)}</h1>
    <div class="header-file">
      <span class="file-name">${state.fileName}</span>
      <span class="dirty" title=${unsaved} ?hidden=${!state.isDirty}>●${renderSrOnly(` ${unsaved}`)}</span>
      <span class="pill" title=${l10n.t('Nothing here reaches Azure.')} ?hidden=${!state.isSample}
        >${l10n.t('sample tenant')}</span
      >
    </div>
    <div class="header-actions">
      ${renderButton({ label: l10n.t('Open as text'), onClick: actions.openAsText })}
      ${renderButton({ label: l10n.t('Network traffic'), onClick: actions.showTraffic })}
      ${renderButton({ label: l10n.t('Save scripts'), isPrimary: true, onClick: actions.saveAll })}
    </div>
  </header>`;
