import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JournalFile } from '../../../../src/association/ui/journalFile';
import { replayJournal } from '../../../../src/association/engine/journal';
import { headOf, planFor } from '../../../support/fakeAssociations';

const head = headOf(planFor({}, { kind: 'detach' }));
const intent = (item: number) => ({ type: 'intent', item, step: 'association', at: '2026-08-01T08:00:00Z' }) as const;
const nobody = 4194305; // beyond the numbers that Linux gives to processes
const ownerOf = (pid: number) => [pid, hostname(), 'id'].join(' ');
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

  it('belongs to one window at a time', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    expect(await JournalFile.reopen(folder, 'a.jsonl')).toBeUndefined();
    await expect(JournalFile.create(folder, 'b.jsonl', head)).rejects.toThrow('in progress in another window');
    expect(readdirSync(folder)).toContain('a.jsonl');
    await journal.close();
    const next = await JournalFile.reopen(folder, 'a.jsonl');
    expect(next).toBeDefined();
    await next?.close();
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  it('of a window that closes gets no more lines, and stays that window’s until its process is gone', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    const before = textOf('a.jsonl');
    const onTheWay = journal.append(intent(1));
    journal.abandon();
    await expect(onTheWay).rejects.toMatchObject({ code: 'Precondition' });
    await expect(journal.append({ type: 'ended', how: 'finished', at: '' })).rejects.toMatchObject({
      code: 'Precondition',
    });
    await journal.close();
    expect(replayJournal(textOf('a.jsonl'))?.end).toBeUndefined();
    expect(textOf('a.jsonl').split('\n').length - before.split('\n').length).toBeLessThanOrEqual(1);
    expect(await JournalFile.reopen(folder, 'a.jsonl')).toBeUndefined();

    writeFileSync(join(folder, 'lock'), ownerOf(nobody));
    const next = await JournalFile.reopen(folder, 'a.jsonl');
    await next?.append(intent(2));
    expect(replayJournal(textOf('a.jsonl'))?.sent).toContain(2);
    await next?.close();
  });

  it('gets no more lines from a window that has lost it, and that one takes nothing from the next', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    writeFileSync(join(folder, 'lock'), ownerOf(process.ppid));
    await expect(journal.append(intent(1))).rejects.toMatchObject({ code: 'Conflict' });
    await journal.close();
    expect(textOf('lock')).toBe(ownerOf(process.ppid));
    expect(replayJournal(textOf('a.jsonl'))?.sent).toEqual(new Set());
  });

  it('drops that of the run before', async () => {
    await (await JournalFile.create(folder, 'a.jsonl', head)).close();
    await (await JournalFile.create(folder, 'b.jsonl', head)).close();
    expect(readdirSync(folder)).toEqual(['b.jsonl']);
    expect(await JournalFile.read(folder, 'a.jsonl')).toEqual({ kind: 'none' });
    expect(await JournalFile.read(folder, 'b.jsonl')).toMatchObject({
      kind: 'run',
      record: { head: { environment: 'AzureCloud' } },
    });
  });

  it('says so when it cannot be written', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    await journal.close();
    await expect(journal.append(intent(1))).rejects.toMatchObject({ code: 'Conflict' });
  });
});

describe('a folder of journals', () => {
  const newer = JSON.stringify({ type: 'run', version: 2, head: {} });

  it('loses the journals of earlier runs, but none of a newer version', async () => {
    const first = await JournalFile.create(folder, 'a.jsonl', head);
    await first.close();
    writeFileSync(join(folder, 'b.jsonl'), `${newer}\n{"type":"intent"}\n`);
    writeFileSync(join(folder, 'c.jsonl'), '');
    const next = await JournalFile.create(folder, 'd.jsonl', head);
    await next.close();
    expect(readdirSync(folder)).toEqual(['b.jsonl', 'd.jsonl']);
    expect(await JournalFile.read(folder, 'b.jsonl')).toEqual({ kind: 'ofNewerVersion' });
  });

  it('that is a file says in a sentence that no run can begin', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const failure = {
      failure: { code: 'Precondition' },
      message: expect.stringContaining(`Make the folder ${file} writable`) as string,
    };
    await expect(JournalFile.create(file, 'a.jsonl', head)).rejects.toMatchObject(failure);
    await expect(JournalFile.create(join(file, 'below'), 'a.jsonl', head)).rejects.toMatchObject({
      failure: { code: 'Precondition' },
    });
  });

  it('is free again when what should write in it cannot be made', async () => {
    const journal = await JournalFile.create(folder, 'a.jsonl', head);
    const make = () => {
      throw new Error('no');
    };
    await expect(journal.orClose(make)).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });
});
