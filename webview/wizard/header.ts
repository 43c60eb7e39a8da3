import { html, type TemplateResult } from 'lit-html';
import { type WizardState } from '../../src/contract/wizard';
import { renderButton } from '../kit/button';
import { renderSrOnly } from '../kit/text';
import { connectionOf, isConnected } from './connection';
import { type WizardContext } from './wizardContext';

const titles = {
  gateway: 'Onboard servers with Arc gateway',
  direct: 'Onboard servers to Azure Arc',
  privateLink: 'Onboard servers through private link',
} as const;

const titleOf = (state: WizardState): string =>
  isConnected(state) ? 'Move servers to an Arc gateway' : titles[connectionOf(state)];

export const renderHeader = ({ actions }: WizardContext, state: WizardState): TemplateResult =>
  html`<header class="header">
    <h1>${titleOf(state)}</h1>
    <div class="header-file">
      <span class="file-name">${state.fileName}</span>
      <span class="dirty" title="Unsaved changes" ?hidden=${!state.isDirty}>●${renderSrOnly(' unsaved changes')}</span>
      <span class="pill" title="Nothing here reaches Azure." ?hidden=${!state.isSample}>sample tenant</span>
    </div>
    <div class="header-actions">
      ${renderButton({ label: 'Open as text', onClick: actions.openAsText })}
      ${renderButton({ label: 'Traffic map', onClick: actions.showTraffic })}
      ${renderButton({ label: 'Save scripts', isPrimary: true, onClick: actions.saveAll })}
    </div>
  </header>`;
