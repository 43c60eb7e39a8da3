import { expect } from 'vitest';
import { foreignParsers } from './foreignParsers';
import { hostileShapes, hostileTexts } from './foreignTexts';

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
