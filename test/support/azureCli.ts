import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the Azure CLI prints and ends with; it never ends when it `hangs`. */
export interface CliAnswer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
  readonly hangs?: boolean;
}

/** A program `az` that answers as the Azure CLI does, from files beside it. */
export interface AzureCli {
  /** The folder of the program, for the PATH. */
  readonly path: string;
  /** What it is asked, one line a run; in the order of the runs. */
  readonly runs: readonly string[];
  /** Says what comes next where a token of this tenant is asked for, or of none. */
  answer(tenantId: string | undefined, answer: CliAnswer): void;
}

const script = (folder: string): string => `#!/bin/sh
echo "$*" >> '${folder}/runs'
tenant=none
while [ $# -gt 0 ]; do
  if [ "$1" = --tenant ]; then tenant=$2; fi
  shift
done
cd "${folder}/$tenant" || { echo "az stands in for the Azure CLI and has no answer for $tenant" >&2; exit 9; }
if [ -e hangs ]; then exec sleep 90; fi
cat stderr >&2
cat stdout
exit "$(cat code)"
`;

/** Writes the program into a folder that is its own from now on. */
export function writeAzureCli(folder: string): AzureCli {
  const path = join(folder, 'bin');
  mkdirSync(path, { recursive: true });
  const program = join(path, 'az');
  writeFileSync(program, script(folder));
  chmodSync(program, 0o755);
  const runs = join(folder, 'runs');
  return {
    path,
    get runs() {
      return existsSync(runs) ? readFileSync(runs, 'utf8').trimEnd().split('\n') : [];
    },
    answer(tenantId = 'none', { stdout = '', stderr = '', code = 0, hangs }) {
      const tenant = join(folder, tenantId);
      mkdirSync(tenant, { recursive: true });
      for (const [name, text] of Object.entries({ stdout, stderr, code })) writeFileSync(join(tenant, name), `${text}`);
      if (hangs) writeFileSync(join(tenant, 'hangs'), '');
      else rmSync(join(tenant, 'hangs'), { force: true });
    },
  };
}

/**
 * What `az account get-access-token` prints (learn.microsoft.com/cli/azure/account#az-account-get-access-token):
 * `expiresOn` in local time, and `expires_on` in Unix seconds since version 2.54.
 */
export function cliToken(accessToken: string, { tenant = '', isOld = false } = {}): CliAnswer {
  const ends = new Date(Date.now() + 3_600_000);
  const local = new Date(ends.getTime() - ends.getTimezoneOffset() * 60_000);
  const expiresOn = local.toISOString().replace('T', ' ').replace('Z', '000');
  const unix = isOld ? {} : { expires_on: Math.floor(ends.getTime() / 1000) };
  const rest = { subscription: '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027', tenant, tokenType: 'Bearer' };
  return { stdout: `${JSON.stringify({ accessToken, expiresOn, ...unix, ...rest }, null, 2)}\n` };
}

/** A refusal of Entra, with the login that the CLI recommends after it; versions differ in the words before it. */
export const cliRefusal = (code: number, login = 'az login'): CliAnswer => ({
  stderr: `ERROR: AADSTS${code}: Words of Entra. Trace ID: 0000aaaa Correlation ID: aaaa0000 Timestamp: 2026-01-01 00:00:00Z\nInteractive authentication is needed. Please run:\n${login}\n`,
  code: 1,
});

export const notLoggedIn: CliAnswer = { stderr: "ERROR: Please run 'az login' to setup account.\n", code: 1 };
