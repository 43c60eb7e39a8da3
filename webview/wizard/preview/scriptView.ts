import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { renderIconButton } from '../../kit/button';
import { copy, save } from '../../kit/icons';
import { renderSelect } from '../../kit/select';
import { purposeOf, type Script, type ScriptHead } from '../scriptNames';
import { type WizardContext } from '../wizardContext';
import { codePieces, type Piece } from './codePieces';

const markTexts: Readonly<Record<Script['marks'][number]['kind'], { readonly name: string; readonly title: string }>> =
  {
    gateway: { name: l10n.t('gateway'), title: l10n.t('Needed for the gateway') },
    proxy: { name: l10n.t('proxy'), title: l10n.t('Needed for the proxy') },
  };

/** Shows the text exactly as it is saved; nothing but the frame until it has come. */
export function renderScript(
  { actions }: WizardContext,
  script: ScriptHead,
  written: Script | undefined,
  all: readonly ScriptHead[],
): TemplateResult {
  const { fileName } = script;
  return html`<div class="pane-fill">
    <div class="bar">
      ${all.length > 1 ? renderPicker(fileName, all, actions.showTab) : html`<span class="file-name">${fileName}</span>`}
      ${renderLegend(written?.marks ?? [])}
      ${renderIconButton(copy, { label: l10n.t('Copy this script'), onClick: () => actions.copyScript(fileName) })}
      ${renderIconButton(save, { label: l10n.t('Save this script'), onClick: () => actions.saveScript(fileName) })}
    </div>
    <div class="purpose">${purposeOf(script)}</div>
    ${keyed(fileName, renderCode(script, written))}
  </div>`;
}

const renderPicker = (
  fileName: string,
  all: readonly ScriptHead[],
  onPick: (fileName: string) => void,
): TemplateResult =>
  html`<div class="picker">
    ${renderSelect({
      id: 'script',
      label: l10n.t('Script'),
      hideLabel: true,
      options: all.map((each) => ({ value: each.fileName, label: each.fileName })),
      value: fileName,
      onChange: onPick,
    })}
  </div>`;

function renderLegend(marks: Script['marks']): TemplateResult {
  const kinds = [...new Set(marks.map(({ kind }) => kind))].sort();
  return html`<span class="legend">
    ${kinds.map((kind) => html`<mark class="mark-${kind}" title=${markTexts[kind].title}>${markTexts[kind].name}</mark>`)}
  </span>`;
}

/** `textContent` must equal the script, so no white space may surround it. */
function renderCode({ fileName }: ScriptHead, written: Script | undefined): TemplateResult {
  const code = guard([written?.text, JSON.stringify(written?.marks)], () =>
    written ? codePieces(written).map(renderStretch) : nothing,
  );
  return html`<pre class="code" tabindex="0" role="region" aria-label=${fileName}>${code}</pre>`;
}

const renderStretch = ({ mark, pieces }: ReturnType<typeof codePieces>[number]): unknown =>
  mark === undefined
    ? pieces.map(renderPiece)
    : html`<mark class="mark-${mark}" title=${markTexts[mark].title}>${pieces.map(renderPiece)}</mark>`;

const renderPiece = ({ text, kind }: Piece): unknown =>
  kind === undefined ? text : html`<span class="token-${kind}">${text}</span>`;
