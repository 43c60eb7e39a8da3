import type { CheckedEndpoint } from './agentCheckOutput';
import { endpointFrom } from './endpointAnswers';

type Column = 'endpoint' | 'reachable' | 'private' | 'tls' | 'proxy' | 'useCase';

const columns: readonly (readonly [RegExp, Column])[] = [
  [/^(endpoint|host ?name)$/i, 'endpoint'],
  [/^(is )?reachable$/i, 'reachable'],
  [/^(is )?private\b/i, 'private'],
  [/^tls\b/i, 'tls'],
  [/^proxy\b/i, 'proxy'],
  [/^use case$/i, 'useCase'],
];

/** Columns in any order. A localized header leaves only the hosts known. */
export function endpointsInTable(text: string): CheckedEndpoint[] {
  if (!/[|│┃]/.test(text)) return [];
  let header: readonly (Column | undefined)[] = [];
  return text.split('\n').flatMap((line) => {
    const cells = cellsOf(line);
    if (cells.length < 2) return [];
    const named = cells.map((cell) => columns.find(([pattern]) => pattern.test(cell))?.[1]);
    if (named.includes('endpoint')) {
      header = named;
      return [];
    }
    return rowOf(cells, header);
  });
}

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^[|│┃]|[|│┃]$/g, '')
    .split(/[|│┃]/)
    .map((cell) => cell.trim());

function rowOf(cells: readonly string[], header: readonly (Column | undefined)[]): CheckedEndpoint[] {
  const at = (column: Column): string | undefined => {
    const index = header.indexOf(column);
    return index < 0 ? undefined : cells[index];
  };
  const endpoint = at('endpoint') ?? cells.find((cell) => /^https?:\/\//i.test(cell)) ?? '';
  const answers = { reachable: at('reachable'), private: at('private'), tls: at('tls'), proxy: at('proxy') };
  return endpointFrom({ endpoint, ...answers, useCase: at('useCase') });
}
