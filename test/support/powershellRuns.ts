import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPowershell } from './powershell';

/** What a script did when it ran. */
export interface ScriptRun {
  /** What each stand-in was called with, its own name first, in order. */
  readonly calls: readonly (readonly string[])[];
  /** Why the script did not run to its end; empty where it did. */
  readonly failure: string;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const standIns = join(import.meta.dirname, 'powershell', 'StandIns.ps1');

/**
 * Runs scripts in one PowerShell, one after another, each with nothing of the one before. Programs, downloads and the
 * install script are stand-ins that record their arguments; `Show-Value` records what a script gives it. A function
 * for an agent is many times as fast, and enough for scripts that call it by its bare name.
 */
export async function runScripts(texts: readonly string[], isAgentFunction = false): Promise<readonly ScriptRun[]> {
  const folder = mkdtempSync(join(tmpdir(), 'arc-runs-'));
  try {
    const [input, output] = [join(folder, 'texts.json'), join(folder, 'runs.jsonl')];
    writeFileSync(input, JSON.stringify(texts));
    // Called, and not given as -File: its own variables are not those of the scripts then.
    const call = `& ${literal(standIns)} -In ${literal(input)} -Out ${literal(output)} -Folder ${literal(folder)}${isAgentFunction ? ' -AgentIsFunction' : ''}`;
    const { code, stderr } = await runPowershell(['-Command', call], { home: folder });
    if (code !== 0 || stderr !== '') throw new Error(`The scripts did not run (${String(code)}): ${stderr}`);
    return readFileSync(output, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ScriptRun);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
