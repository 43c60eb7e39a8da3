import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JournalFile } from '../../../../src/association/ui/journalFile';
import { replayJournal } from '../../../../src/association/engine/journal';
import { headOf, planFor } from '../../../support/fakeAssociations';
import { tryRun } from '../../../support/program';
import { skipUnless } from '../../../support/skip';

const head = headOf(planFor({}, { kind: 'detach' }));
const intent = (item: number) => ({ type: 'intent', item, step: 'association', at: '2026-08-01T08:00:00Z' }) as const;
const folder = mkdtempSync(join(tmpdir(), 'arc-disk-'));
const mount = (...options: readonly string[]) => tryRun('mount', 'mount', [...options, folder]).status === 0;
const isMounted = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs');

afterAll(() => {
  if (isMounted) tryRun('umount', 'mount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

describe('a disk', skipUnless(isMounted, 'File systems cannot be mounted by this account.'), () => {
  const ballast = join(folder, 'ballast');

  it('that is full and has room again loses no entry that was said to be written', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    const acknowledged = new Set<number>();
    let refusals = 0;
    for (let item = 0, round = 0; round < 40; round++) {
      // Sizes at which the disk is full within a line, and sizes at which it is not.
      for (let part = 0; existsSync(`${ballast}${part}`) || part === 0; part++)
        rmSync(`${ballast}${part}`, { force: true });
      const isFull = round % 2 === 0;
      if (isFull) fill(ballast);
      const writes = Array.from({ length: 40 }, () => item++);
      const settled = await Promise.allSettled(writes.map((each) => journal.append(intent(each))));
      for (const [index, { status }] of settled.entries()) {
        if (status === 'fulfilled') acknowledged.add(writes[index] ?? -1);
        else refusals += 1;
      }
    }
    await journal.close();
    const sent = replayJournal(readFileSync(join(folder, 'a.jsonl'), 'utf8'))?.sent ?? new Set();
    expect([...acknowledged].filter((each) => !sent.has(each))).toEqual([]);
    expect(refusals).toBeGreaterThan(100);
    expect(acknowledged.size).toBeGreaterThan(300);
  });
});

/** Takes all the room there is, but for some bytes of the journal's own last page. */
function fill(path: string): void {
  for (let part = 0; part < 64; part++) {
    try {
      writeFileSync(`${path}${part}`, 'x'.repeat(4096));
    } catch {
      return;
    }
  }
}

describe('a folder that is read-only', () => {
  const closed = join(tmpdir(), `arc-closed-${process.pid}`);
  const isRoot = process.getuid?.() === 0;
  beforeAll(() => mkdirSync(closed));
  afterAll(() => {
    if (isRoot) tryRun('umount', 'mount', [closed]);
    chmodSync(closed, 0o700);
    rmSync(closed, { recursive: true, force: true });
  });

  it('says in a sentence that no run can begin', async () => {
    if (isRoot) tryRun('mount', 'mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', closed]);
    else chmodSync(closed, 0o500);
    const failure = {
      failure: { code: 'Precondition' },
      message: expect.stringMatching(/read-only|permission|not permitted/i) as string,
    };
    await expect(JournalFile.create(closed, 'a.jsonl', head)).rejects.toMatchObject(failure);
  });
});
