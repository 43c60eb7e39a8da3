import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JournalFile } from '../../../src/association/journalFile';
import { replayJournal } from '../../../src/core';
import { headOf, planFor } from '../../support/fakeAssociations';

const head = headOf(planFor({}, { kind: 'detach' }));
const intent = (item: number) => ({ type: 'intent', item, step: 'association', at: '2026-08-01T08:00:00Z' }) as const;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arc-journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('a journal', () => {
  it('has every entry on the disk when it says so, in order, however many come at once', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    await Promise.all(Array.from({ length: 200 }, (_, item) => journal.append(intent(item))));
    const lines = textOf('a.jsonl').trim().split('\n');
    expect(lines).toHaveLength(201);
    expect(JSON.parse(lines[150] ?? '')).toEqual(intent(149));
    await journal.close();
  });

  it('goes on behind a line that was cut off', async () => {
    const first = await JournalFile.create(folder, 'a.jsonl', head);
    await first.append(intent(1));
    await first.close();
    writeFileSync(join(folder, 'a.jsonl'), `${textOf('a.jsonl')}{"type":"intent","item":2,"st`);
    const second = await JournalFile.reopen(folder, 'a.jsonl');
    await second?.append(intent(3));
    await second?.close();
    expect(replayJournal(textOf('a.jsonl'))?.sent).toEqual(new Set([1, 3]));
  });

  it('belongs to one window at a time, and to nobody when its process is gone', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    await journal.close();
    const lock = join(folder, 'a.jsonl.lock');
    writeFileSync(lock, String(process.ppid));
    expect(JournalFile.isHeld(folder, 'a.jsonl')).toBe(true);
    expect(await JournalFile.reopen(folder, 'a.jsonl')).toBeUndefined();
    await expect(JournalFile.create(folder, 'b.jsonl', head)).rejects.toThrow('under way in another window');
    expect(readdirSync(folder)).toContain('a.jsonl');

    writeFileSync(lock, '4194305'); // beyond what Linux gives out
    expect(JournalFile.isHeld(folder, 'a.jsonl')).toBe(false);
    writeFileSync(lock, String(process.ppid));
    utimesSync(lock, 0, 0); // from before the machine was started
    const taken = await JournalFile.reopen(folder, 'a.jsonl');
    expect(taken).toBeDefined();
    await taken?.close();
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  it('drops that of the run before', async () => {
    await (await JournalFile.create(folder, 'a.jsonl', head)).close();
    await (await JournalFile.create(folder, 'b.jsonl', head)).close();
    expect(readdirSync(folder)).toEqual(['b.jsonl']);
    expect(await JournalFile.read(folder, 'a.jsonl')).toBeUndefined();
    expect(await JournalFile.read(folder, 'b.jsonl')).toMatchObject({ head: { environment: 'AzureCloud' } });
  });

  it('says so when it cannot be written', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    await journal.close();
    await expect(journal.append(intent(1))).rejects.toThrow('The journal cannot be written, so nothing is sent');
  });
});
