import { promises } from 'node:dns';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { isArcError } from '../../kernel/errors';
import { step, stepFailure } from './step';

// The system's lookup can block one of few threads for half a minute, so it only gets names unknown
// to DNS: short, VPN, or mDNS.
const serverPatience = 2000;

/** Order: hosts file, DNS, system. */
export class Names {
  private readonly resolver = new promises.Resolver({ timeout: serverPatience, tries: 1 });
  private readonly known = new Map<string, Promise<readonly string[]>>();
  private hosts: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

  /** Rejects with `StepFailed` or `Canceled`. */
  addresses(host: string, signal: AbortSignal): Promise<readonly string[]> {
    const known = this.known.get(host);
    if (known) return known;
    const asked = this.ask(host, signal);
    this.known.set(host, asked);
    return asked;
  }

  private async ask(host: string, signal: AbortSignal): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host];
    this.hosts ??= hostsFile();
    const written = (await this.hosts).get(host.toLowerCase());
    if (written) return written;
    try {
      return await within(signal, () => this.fromServers(host));
    } catch (error) {
      if (isArcError(error)) throw error;
      const { failure } = stepFailure(error);
      if (failure === 'timeout') throw stepFailure(error);
      return within(signal, () => fromSystem(host));
    }
  }

  private async fromServers(host: string): Promise<readonly string[]> {
    try {
      return await this.resolver.resolve4(host);
    } catch (error) {
      // May be IPv6-only.
      if (error instanceof Error && 'code' in error && error.code === 'ENODATA') return this.resolver.resolve6(host);
      throw error;
    }
  }
}

const fromSystem = async (host: string): Promise<readonly string[]> =>
  (await promises.lookup(host, { all: true })).map(({ address }) => address);

const within = (signal: AbortSignal, look: () => Promise<readonly string[]>): Promise<readonly string[]> =>
  step(serverPatience + 500, signal, (resolve, reject) => {
    look().then(resolve, (error: unknown) => {
      reject(stepFailure(error));
    });
  });

const hostsPath =
  process.platform === 'win32'
    ? join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts')
    : '/etc/hosts';

async function hostsFile(): Promise<ReadonlyMap<string, readonly string[]>> {
  // Optional file.
  const text = await readFile(hostsPath, 'utf8').catch(() => '');
  const found = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names) found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), address]);
  }
  return found;
}
