import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { type Counts, type TrafficState } from '../../src/contract/traffic';
import { renderButton } from '../kit/button';
import { renderBareSelect } from '../kit/select';
import { shown } from '../kit/shown';
import { renderTable } from '../kit/table';

type CountedKind = 'servers' | 'clusters' | 'azureLocal';
type Regions = TrafficState['regions'];

const kinds: readonly { readonly kind: CountedKind; readonly label: string }[] = [
  { kind: 'servers', label: l10n.t('Servers') },
  { kind: 'clusters', label: l10n.t('Clusters') },
  { kind: 'azureLocal', label: 'Azure Local' },
];

export function renderCounts(
  regions: Regions,
  counts: readonly Counts[],
  onChange: (counts: readonly Counts[]) => void,
): TemplateResult {
  const edit = (index: number, part: Partial<Counts>): void => {
    onChange(counts.map((row, at) => (at === index ? { ...row, ...part } : row)));
  };
  const remove = (index: number): void => {
    onChange(counts.filter((_, at) => at !== index));
    document.querySelector<HTMLElement>('.counts select')?.focus();
  };
  const renderRow = (row: Counts, index: number): TemplateResult =>
    html`<tr role="row">
      <td role="cell">
        ${renderBareSelect(
          {
            options: regionOptions(regions, row.region),
            value: row.region,
            onChange: (region) => edit(index, { region }),
          },
          l10n.t`Region, row ${index + 1}`,
        )}
      </td>
      ${kinds.map(
        ({ kind, label }) =>
          html`<td role="cell" data-label=${label}>
            ${renderAmount(l10n.t`${label}, row ${index + 1}`, row[kind], (amount) => edit(index, { [kind]: amount }))}
          </td>`,
      )}
      <td role="cell">
        ${renderButton({ label: l10n.t('Remove'), name: l10n.t`Remove row ${index + 1}`, onClick: () => remove(index) })}
      </td>
    </tr>`;
  return renderTable({
    name: l10n.t('Resources by region'),
    className: 'counts',
    columns: [l10n.t('Region'), ...kinds.map(({ label }) => label), ''],
    content: html`<tbody role="rowgroup">
      ${counts.map(renderRow)}
    </tbody>`,
  });
}

/** The known regions, plus the row's own if it is unknown. */
function regionOptions(regions: Regions, region: string) {
  const options = regions.map(({ name, display }) => ({ value: name, label: display }));
  return options.some(({ value }) => value === region) ? options : [{ value: region, label: region }, ...options];
}

function renderAmount(name: string, amount: number, onInput: (amount: number) => void): TemplateResult {
  const read = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    input.setAttribute('aria-invalid', `${!input.checkValidity()}`);
    if (input.checkValidity()) onInput(Number(input.value));
  };
  // Keeps an unfinished number while it is typed.
  const keeps = (written: string, isFocused: boolean): boolean =>
    isFocused && (written === '' || Number(written) === amount || !isAmount(written));
  return html`<input
    class="input"
    type="number"
    min="0"
    max="10000000"
    step="1"
    aria-label=${name}
    .value=${shown(`${amount}`, keeps)}
    @input=${read}
  />`;
}

const isAmount = (written: string): boolean => /^\d{1,8}$/.test(written);
