import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageHop, type PagePath } from '../../src/contract/resourcePage';
import { renderHost, renderSrOnly } from '../kit/text';
import { renderSection } from './section';

/** What is not known is drawn with a dashed frame, and said. */
export const renderPath = ({ hops, basis }: PagePath): TemplateResult =>
  renderSection(
    'path',
    l10n.t('Route to Azure'),
    html`<ol class="hops" aria-label=${l10n.t('Hops to Azure')}>
        ${hops.map(renderHop)}
      </ol>
      <p class="basis">${basis}</p>`,
  );

const renderHop = ({ kind, title, name, isKnown }: PageHop): TemplateResult =>
  html`<li class="hop hop-${kind}" data-known=${isKnown ? 'yes' : 'no'}>
    <div class="hop-box">
      <b>${title}</b>${
        name === undefined ? nothing : html`${renderSrOnly(': ')}<span class="hop-name">${renderHost(name)}</span>`
      }
    </div>
  </li>`;
