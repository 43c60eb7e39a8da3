export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** A row of the table; `ok` is undefined where nothing is asked of the figure. */
export const row = (figure, ours, { peer = '', ratio = '', target = '', ok } = {}) => ({
  figure,
  ours,
  peer,
  ratio,
  target,
  ok,
});

/** A row whose figure may not be above its limit, if it has one. */
export const limited = (figure, value, unit, limit) =>
  row(figure, `${value} ${unit}`, limit === undefined ? {} : { target: `≤ ${limit} ${unit}`, ok: value <= limit });

export function printTable(rows) {
  const width = Math.max(...rows.map(({ figure }) => figure.length)) + 2;
  const line = (figure, ...cells) =>
    console.log(figure.padEnd(width) + cells.map((cell) => cell.padStart(12)).join(''));
  line('figure', 'ours', 'peer', 'ratio', 'target', 'ok');
  for (const { figure, ours, peer, ratio, target, ok } of rows) {
    line(figure, ours, peer, ratio, target, ok === undefined ? '' : ok ? 'yes' : 'NO');
  }
}
