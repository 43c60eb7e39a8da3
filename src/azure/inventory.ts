import * as v from 'valibot';
import { asArcError, canceled, isArcError } from '../kernel/errors';
import type { InventoryReading, RequestPacers } from '../kernel/ports';
import { listOf } from '../kernel/text/phrases';
import type { QuotaWindow } from '../throttling';
import type { Arm } from './arm';
import { type GraphQuery, readGraph } from './graph';
import { InventoryBuilder } from './inventoryBuilder';
import { type KindName, kindNames, kinds } from './kinds';
import { readLists } from './lists';

export interface InventorySource {
  readonly arm: Arm;
  readonly graphQuota: QuotaWindow;
  readonly pacers: RequestPacers;
}

type Progress = (soFar: InventoryReading) => void;

/** Machines are numerous; the other kinds are shown first. */
const queries: readonly (readonly KindName[])[] = [['gateways', 'clusters', 'azureLocal'], ['machines']];

/** Resource Graph, or ARM lists without access to it. Throws only when canceled. */
export async function readInventory(
  source: InventorySource,
  subscriptionIds: readonly string[],
  signal: AbortSignal,
  onProgress: Progress = () => undefined,
): Promise<InventoryReading> {
  const reading = await fromGraph(source, subscriptionIds, signal, onProgress);
  if (signal.aborted) throw canceled();
  return reading;
}

async function fromGraph(
  source: InventorySource,
  subscriptionIds: readonly string[],
  signal: AbortSignal,
  onProgress: Progress,
): Promise<InventoryReading> {
  const builder = new InventoryBuilder();
  const graph = { arm: source.arm, quota: source.graphQuota };
  const take = (rows: readonly unknown[]): void => {
    for (const row of rows) {
      const kind = kindOf(row);
      if (kind) builder.add(kind, row);
    }
    onProgress(builder.reading());
  };
  const results = await Promise.allSettled(
    queries.map((names) => readGraph(graph, subscriptionIds, queryOf(names), take, signal)),
  );
  const problems = results.map((result) => (result.status === 'rejected' ? asArcError(result.reason) : undefined));
  const denial = problems.find((problem) => isArcError(problem) && problem.code === 'Forbidden');
  if (denial && !signal.aborted) {
    const listed = new InventoryBuilder(denial);
    await readLists(source, subscriptionIds, listed, signal, onProgress);
    return listed.reading();
  }
  problems.forEach((problem, index) => {
    if (problem) for (const kind of queries[index] ?? []) builder.fail(kind, problem);
  });
  return builder.reading();
}

function queryOf(names: readonly KindName[]): GraphQuery {
  const columns = Object.entries(Object.assign({}, ...names.map((name) => kinds[name].columns)) as object);
  return {
    types: names.map((name) => kinds[name].type.toLowerCase()),
    columns: ['id', 'type', 'name', 'location', 'tags', ...columns.map(([name, path]) => columnOf(name, String(path)))],
    label: listOf(names.map((name) => kinds[name].label())),
  };
}

const columnOf = (name: string, path: string): string => (name === path ? name : `${name} = ${path}`);

const typed = v.object({ type: v.string() });
const kindByType = new Map(kindNames.map((name) => [kinds[name].type.toLowerCase(), name]));

function kindOf(row: unknown): KindName | undefined {
  const parsed = v.safeParse(typed, row);
  return parsed.success ? kindByType.get(parsed.output.type.toLowerCase()) : undefined;
}
