import { expect } from 'vitest';
import { foreignParsers } from './foreignParsers';
import { hostileTexts } from './foreignTexts';

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
