import { isSame } from './verdicts';

/** Values by name. Contradictory ones are dropped. */
export class AgreeingValues<Name extends string> {
  private readonly all = new Map<Name, string | undefined>();

  add(name: Name, value: string): void {
    const text = value.trim();
    const before = this.all.get(name);
    const isNew = !this.all.has(name);
    this.all.set(name, isNew ? text : before !== undefined && isSame(before, text) ? before : undefined);
  }

  get values(): ReadonlyMap<Name, string> {
    return new Map([...this.all].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
  }
}
