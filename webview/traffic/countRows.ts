import { type Counts, type TrafficState } from '../../src/contract/traffic';
import { h } from '../dom';
import { plainButton } from '../plain';

type Kind = 'servers' | 'clusters' | 'azureLocal';

const kinds: readonly { readonly kind: Kind; readonly label: string }[] = [
  { kind: 'servers', label: 'Servers' },
  { kind: 'clusters', label: 'Clusters' },
  { kind: 'azureLocal', label: 'Azure Local' },
];

/** One row a region: where, and how many of each kind. */
export function countRows(onChange: (counts: readonly Counts[]) => void): {
  readonly element: HTMLElement;
  /** Shows counts; a row that shows them already is left alone, and with it the caret in it. */
  readonly update: (regions: TrafficState['regions'], counts: readonly Counts[]) => void;
  readonly add: () => void;
} {
  const body = h('tbody', {});
  let regions: TrafficState['regions'] = [];
  let counts: readonly Counts[] = [];

  const change = (next: readonly Counts[], isNewShape: boolean): void => {
    counts = next;
    if (isNewShape) draw();
    onChange(counts);
  };
  const edit = (index: number, part: Partial<Counts>): void => {
    change(
      counts.map((row, at) => (at === index ? { ...row, ...part } : row)),
      false,
    );
  };
  const remove = (index: number): void => {
    change(
      counts.filter((_, at) => at !== index),
      true,
    );
    body.querySelector<HTMLElement>('select')?.focus();
  };

  const regionOf = (row: Counts, index: number): HTMLElement => {
    const select = h('select', { class: 'plain-input', 'aria-label': `Region, row ${index + 1}` });
    const known = regions.some(({ name }) => name === row.region);
    const options = known ? regions : [{ name: row.region, display: row.region }, ...regions];
    select.append(...options.map(({ name, display }) => h('option', { value: name }, display)));
    select.value = row.region;
    select.addEventListener('change', () => {
      edit(index, { region: select.value });
    });
    return select;
  };
  const amountOf = (row: Counts, index: number, kind: Kind, label: string): HTMLElement => {
    const input = h('input', {
      class: 'plain-input',
      type: 'number',
      min: '0',
      max: '10000000',
      step: '1',
      value: `${row[kind]}`,
      'aria-label': `${label}, row ${index + 1}`,
    });
    input.addEventListener('input', () => {
      input.setAttribute('aria-invalid', `${!input.checkValidity()}`);
      if (input.checkValidity()) edit(index, { [kind]: Number(input.value) });
    });
    return input;
  };
  const rowOf = (row: Counts, index: number): HTMLElement =>
    h(
      'tr',
      {},
      h('td', {}, regionOf(row, index)),
      ...kinds.map(({ kind, label }) => h('td', { 'data-label': label }, amountOf(row, index, kind, label))),
      h(
        'td',
        {},
        plainButton({
          label: 'Remove',
          name: `Remove row ${index + 1}`,
          onClick: () => {
            remove(index);
          },
        }),
      ),
    );
  function draw(): void {
    body.replaceChildren(...counts.map(rowOf));
  }

  return {
    element: h(
      'table',
      { class: 'counts', 'aria-label': 'What is managed from each region' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Region'),
          ...kinds.map(({ label }) => h('th', { scope: 'col' }, label)),
          h('td', {}),
        ),
      ),
      body,
    ),
    update: (nextRegions, next) => {
      const isSame = JSON.stringify([regions, counts]) === JSON.stringify([nextRegions, next]);
      regions = nextRegions;
      counts = next;
      if (!isSame) draw();
    },
    add: () => {
      const unused = regions.find(({ name }) => !counts.some(({ region }) => region === name));
      change([...counts, { region: unused?.name ?? '', servers: 0, clusters: 0, azureLocal: 0 }], true);
      [...body.querySelectorAll<HTMLElement>('select')].at(-1)?.focus();
    },
  };
}
