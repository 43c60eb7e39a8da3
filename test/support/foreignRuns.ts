import { expect } from 'vitest';
import { foreignParsers } from './foreignParsers';
import { hostileShapes, hostileTexts, namesOfObjects, textsWithNames } from './foreignTexts';

/** Gives every reader of foreign text the same random and mutated texts; what threw is told with its text. */
export function expectNoThrow(count: number, seed: number): void {
  const texts = [...hostileTexts(count, seed)];
  const thrown: string[] = [];
  for (const [name, parse] of Object.entries(foreignParsers)) {
    for (const text of texts) {
      try {
        parse(text);
      } catch (error) {
        thrown.push(`${name}: ${String(error)} for ${JSON.stringify(text.slice(0, 200))}`);
        break;
      }
    }
  }
  expect(thrown).toEqual([]);
  // What is attacked with is attacked with: most texts are others, and deep ones, broken ones and odd names are there.
  expect(new Set(texts).size).toBeGreaterThan(count * 0.8);
  for (const sign of [
    /\[{500}/,
    /(?:\{"a":){500}/,
    /__proto__|constructor|toString/,
    /[\ud800-\udfff]/,
    /"\w+":(?:null|\{\}|7)/,
  ])
    expect(texts.filter((text) => sign.test(text)).length, String(sign)).toBeGreaterThan(count / 100);
}

/** Gives every reader texts in which a word is a name that all objects have: none answers with what stands there. */
export function expectNothingBuiltIn(count: number, seed: number): void {
  const found: string[] = [];
  for (const [name, parse] of Object.entries(foreignParsers)) {
    for (const text of [...namesOfObjects, ...textsWithNames(count, seed)])
      if (holdsBuiltIn(parse(text), 0)) found.push(`${name}: ${JSON.stringify(text.slice(0, 200))}`);
  }
  expect(found.slice(0, 20)).toEqual([]);
}

/** Whether a function, or the text of one, is in what a reader gave back. */
function holdsBuiltIn(value: unknown, depth: number): boolean {
  if (typeof value === 'function') return true;
  if (typeof value === 'string') return value.includes('[native code]');
  if (typeof value !== 'object' || value === null || depth > 8) return false;
  const members: Iterable<unknown> =
    value instanceof Map ? [...value].flat() : value instanceof Set ? value : Object.values(value);
  return Array.from(members).some((member) => holdsBuiltIn(member, depth + 1));
}

const [small, large] = [4000, 64_000];
/** Of a text sixteen times as long: a reader that goes back for each character takes 256 times as long. */
const most = 64;
/** Milliseconds within which nothing is judged: garbage is collected, and other tests run beside. */
const noise = 40;

/** Readers that take far more than in proportion to the text; one is named only if it does so each time it is asked. */
export function findSuperlinear(): readonly string[] {
  const shapes = Object.entries(hostileShapes).map(([shape, make]) => ({
    shape,
    short: make(small),
    long: make(large),
  }));
  return Object.entries(foreignParsers).flatMap(([name, parse]) =>
    shapes.flatMap(({ shape, short, long }) => {
      const isLong = (): boolean => {
        const taken = timed(parse, long);
        return taken > noise && taken > most * Math.max(timed(parse, short), 0.05);
      };
      return isLong() && isLong() && isLong() ? [`${name}: ${shape}`] : [];
    }),
  );
}

/** Milliseconds of this process alone: what else runs on the machine takes nothing away. */
function timed(parse: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  parse(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
