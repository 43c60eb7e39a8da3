import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageFinding } from '../../src/contract/resourcePage';
import { renderSourcedFinding } from '../kit/source';
import { renderSection } from './section';

/** Nothing where nothing is wrong. */
export const renderProblems = (problems: readonly PageFinding[]): TemplateResult | typeof nothing =>
  problems.length === 0
    ? nothing
    : renderSection(
        'problems',
        l10n.t('Needs attention'),
        html`<ul>
          ${problems.map(renderSourcedFinding)}
        </ul>`,
      );
