import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { LoopbackEntra } from '../support/loopbackEntra';
import type { Workbench } from './workbench';

/** Expects that no token that was given out, and none of these secrets, stands in any file that VS Code has written. */
export function expectNowhereWritten({ server }: Workbench, { tokens }: LoopbackEntra, ...secrets: string[]): void {
  const files = readdirSync(server.profile, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(server.profile, name),
  );
  const written = files.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  const logs = written.filter((file) => readFileSync(file, 'utf8').includes('/providers/Microsoft.ResourceGraph'));
  expect(logs.length, 'the log of the requests').toBeGreaterThan(0);
  expect(tokens.length).toBeGreaterThan(0);
  const needles = [...secrets, ...tokens.map((token) => token.split('.')[1] ?? token)];
  const telling = written.filter((file) => {
    const text = readFileSync(file, 'latin1');
    return needles.some((needle) => text.includes(needle));
  });
  expect(telling).toEqual([]);
}
