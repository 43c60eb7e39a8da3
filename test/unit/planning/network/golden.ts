import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

export const goldenFolder = join(import.meta.dirname, '../../../fixtures/golden/network');

/** Holds a text against its reviewed file. Written anew with UPDATE_GOLDEN=1; read the difference before you commit it. */
export function expectGolden(name: string, text: string): void {
  const file = join(goldenFolder, name);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
