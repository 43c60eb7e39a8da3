import type { ArcError } from '../kernel/errors';
import type { InventoryReading, Reading } from '../kernel/ports';
import type { ArcResource } from '../kernel/resources';
import { createInterner } from '../kernel/internStrings';
import { type KindName, kindNames, kinds } from './kinds';

export class InventoryBuilder {
  private readonly seen = new Set<string>();
  private readonly intern = createInterner();
  private readonly items: Readonly<Record<KindName, ArcResource[]>> = {
    gateways: [],
    machines: [],
    clusters: [],
    azureLocal: [],
  };
  private readonly problems: Partial<Record<KindName, ArcError>> = {};

  constructor(private readonly graphProblem?: ArcError) {}

  add(kind: KindName, row: unknown): void {
    const resource = kinds[kind].read(row);
    if (!resource || this.seen.has(resource.id)) return;
    this.seen.add(resource.id);
    this.items[kind].push(this.intern(resource));
  }

  fail(kind: KindName, problem: ArcError): void {
    this.problems[kind] ??= problem;
  }

  reading(): InventoryReading {
    const parts = kindNames.map((kind): [KindName, Reading<ArcResource>] => {
      const problem = this.problems[kind];
      return [kind, { items: [...this.items[kind]], ...(problem && { problem }) }];
    });
    // `add` parses each row by its kind.
    const reading = Object.fromEntries(parts) as unknown as InventoryReading;
    return { ...reading, ...(this.graphProblem && { graphProblem: this.graphProblem }) };
  }
}
