import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParsePowershell } from '../../../src/kernel/ports';
import { powershellCheck } from '../../../src/patching/engine/powershellCheck';
import { createPowershellParser } from '../../../src/remoteAccess/local/parsePowershell';
import { patchScript } from '../../support/patchScript';
import { powershell, powershellEnvironment, withoutPowershell } from '../../support/powershell';
import { skipUnless } from '../../support/skip';
import { proxied } from '../../unit/patching/engine/sites';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arc-parse-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the PowerShell of this machine', skipUnless(powershell, withoutPowershell), () => {
  const parse: ParsePowershell = (texts) =>
    createPowershellParser({ program: powershell ?? 'pwsh', env: powershellEnvironment(folder) })(texts);

  it('tells the errors of each text by their place, and runs nothing', async () => {
    const ran = join(folder, 'ran');
    const text = `New-Item '${ran}'\n[IO.File]::WriteAllText('${ran}', 'x')\n`;
    const parsed = await parse([text, `$größe = 1\n"$größe: a"\n`, 'if (1) {', '']);
    expect(parsed?.version).toMatch(/^7\./);
    const found = parsed?.errors.map((errors) => errors.map(({ id, start }) => [id, start]));
    expect(found).toEqual([[], [['InvalidVariableReferenceWithDrive', 12]], [['MissingEndCurlyBrace', 7]], []]);
    expect(parsed?.errors[2]?.[0]?.message).toContain('}');
    expect(existsSync(ran)).toBe(false);
  });

  it('reads a text of the greatest length that is patched', async () => {
    const parsed = await parse(['$a = 1 # größe\n'.repeat(13_000), `${'"$x:" '.repeat(1_000)}`]);
    expect(parsed?.errors.map(({ length }) => length)).toEqual([0, 20]);
  });

  it('finds what is wrong in a script, and nothing new in its patch', async () => {
    const text =
      '$Name = "a"\nWrite-Host "Failed for $Name: $_"\n& "$env:ProgramW6432\\AzureConnectedMachineAgent\\azcmagent.exe" connect --resource-group "rg" --location "westeurope" --subscription-id "11111111-2222-3333-4444-555555555555"\n';
    const outcome = patchScript(text, proxied, 'x.ps1');
    expect(outcome).toMatchObject({ ok: true });
    if (!outcome.ok) return;
    const texts = powershellCheck.textsToCheck(text, outcome.value, 'x.ps1');
    const parsed = texts && (await parse(texts));
    const checked = parsed && powershellCheck.checkPatch(text, outcome.value, parsed);
    expect(checked).toMatchObject({ ok: true, value: { text: outcome.value.text } });
    const notes = checked?.ok ? checked.value.notes : [];
    expect(notes.filter(({ code }) => code === 'script.syntaxError').map(({ line }) => line)).toEqual([2]);
  });
});

describe('a machine whose PowerShell tells nothing', () => {
  const program = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it.each([
    ['is not there', () => join(folder, 'none')],
    ['fails', () => program('fails', 'echo ARC_VERSION 5.1; echo ARC_DONE 1; exit 1')],
    ['says something else', () => program('else', 'echo hello')],
    ['stops in between', () => program('half', 'echo ARC_VERSION 5.1; echo ARC_ERROR 0 0 X YQ==')],
    ['counts other texts', () => program('other', 'echo ARC_VERSION 5.1; echo ARC_DONE 2')],
    ['never ends its output', () => program('flood', 'exec yes ARC_VERSION')],
    ['never answers', () => program('slow', 'exec sleep 600')],
  ])('gives no result where it %s', async (_, make) => {
    expect(await createPowershellParser({ program: make(), timeoutMilliseconds: 1_000 })(['$a'])).toBeUndefined();
  });

  it('ends it when the person cancels', async () => {
    const pidFile = join(folder, 'pid');
    const slow = program('cancelable', `echo $$ > '${pidFile}'; exec sleep 600`);
    const controller = new AbortController();
    const parsed = createPowershellParser({ program: slow })(['$a'], controller.signal);
    await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8')).toMatch(/\d\n/);
    controller.abort();
    expect(await parsed).toBeUndefined();
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
  });
});
