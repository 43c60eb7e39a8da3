import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { start } from '../../support/program';
import { privateFolder, removeAbandonedFolders } from '../../../src/remoteAccess/ssh/privateFolder';

const base = mkdtempSync(join(tmpdir(), 'tmp-'));
vi.stubEnv('TMPDIR', base);

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true, force: true });
});

test('folders of windows that were killed go, those of living ones and of others stay', async () => {
  const child = start(process.execPath, ['--version']);
  await once(child, 'exit');
  const own = privateFolder().path;
  const path = (name: string): string => join(base, name);
  const kept = [own, path('arc-abc'), path(`other-${child.pid}-x`), path('arc-1-x')];
  const abandoned = [path(`arc-${child.pid}-x`), path(`arc-${child.pid}-y`)];
  for (const folder of [...kept.slice(1), ...abandoned]) mkdirSync(join(folder, 'inside'), { recursive: true });
  await removeAbandonedFolders();
  expect(kept.map(existsSync)).toEqual([true, true, true, true]);
  expect(abandoned.map(existsSync)).toEqual([false, false]);
});
