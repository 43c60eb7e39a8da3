import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCommand } from '../../../../../build/debian.mjs';
import { systemdEnvironment } from '../../../../../src/kernel/text/quote';
import { clusterScripts } from '../../../../../src/planning/targets/clusters/scripts/clusterScripts';
import type { Site } from '../../../../../src/planning/site/site';
import { tryRun } from '../../../../support/program';
import { skipUnless } from '../../../../support/skip';
import { clusterOf, clusterSite, examples, proxied } from '../../../../unit/planning/targets/clusters/sites';

/** Only there has /etc/systemd/system a file system of its own, which nothing else sees. */
const canMount =
  process.getuid?.() === 0 &&
  findCommand('unshare') !== undefined &&
  tryRun('unshare', 'util-linux', [
    '-m',
    'sh',
    '-c',
    'mkdir -p /etc/systemd/system && mount -t tmpfs none /etc/systemd/system',
  ]).status === 0;
const withoutMount = 'A file system of its own for /etc/systemd/system needs root, and a system that allows it.';

/** systemctl as the script uses it: knows the services of $SERVICES, records what changes something. */
const systemctl = `#!/bin/sh
if [ "$1" = cat ]; then
  case " $SERVICES " in *" $2 "*) exit 0 ;; esac
  exit 1
fi
echo "$*" >>"$RECORD"
[ -z "\${FAILS:-}" ]
`;

const scriptOf = (site: Site): string =>
  clusterScripts(clusterOf(site), site).find(({ kind }) => kind === 'runtimeProxy')?.text ?? '';

describe('the script for the container runtime on a node', skipUnless(canMount, withoutMount), () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'arc-node-'));
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin', 'systemctl'), systemctl);
    chmodSync(join(folder, 'bin', 'systemctl'), 0o755);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs it twice; then prints what systemd would read, with what systemd-analyze says of it. */
  function runTwice(site: Site, services: string, fails = '') {
    writeFileSync(join(folder, 'script.sh'), scriptOf(site));
    rmSync(join(folder, 'record'), { force: true });
    const inside = `
mount -t tmpfs none /etc/systemd/system
for service in $SERVICES; do printf '[Service]\\nExecStart=/bin/true\\n' >/etc/systemd/system/$service; done
bash '${folder}/script.sh' >/dev/null 2>&1; echo "first $?"
bash '${folder}/script.sh' >/dev/null 2>&1; echo "second $?"
cat '${folder}/record' 2>/dev/null
for service in $SERVICES; do
  cat /etc/systemd/system/$service.d/*.conf 2>/dev/null
  if command -v systemd-analyze >/dev/null; then systemd-analyze verify /etc/systemd/system/$service 2>&1 | grep -iE 'environment|http-proxy|syntax'; fi
done
true`;
    const env = {
      PATH: `${join(folder, 'bin')}:/usr/sbin:/usr/bin:/sbin:/bin`,
      SERVICES: services,
      RECORD: join(folder, 'record'),
      FAILS: fails,
    };
    const { stdout } = tryRun('unshare', 'util-linux', ['-m', 'sh', '-c', inside], { env });
    return stdout.trimEnd().split('\n');
  }

  const site = clusterSite({ serviceRange: '10.96.0.0/12', apiServer: '10.0.0.10' }, { network: proxied });
  const content = [
    '[Service]',
    'Environment="HTTPS_PROXY=http://proxy.corp.example:8080"',
    'Environment="HTTP_PROXY=http://proxy.corp.example:8080"',
    'Environment="NO_PROXY=localhost,127.0.0.1,.svc,10.0.0.10,10.96.0.0/12"',
  ];

  it('writes a drop-in that systemd reads, restarts the runtime once, and changes nothing the second time', () => {
    for (const service of ['containerd.service', 'crio.service'])
      expect(runTwice(site, service)).toEqual([
        'first 0',
        'second 0',
        'daemon-reload',
        `try-restart ${service}`,
        ...content,
      ]);
    const k3s = runTwice(examples.newWithAll ?? site, 'k3s-agent.service');
    expect(k3s.slice(0, 4)).toEqual(['first 0', 'second 0', 'daemon-reload', 'try-restart k3s-agent.service']);
    expect(k3s[5]).toBe('Environment="CONTAINERD_HTTPS_PROXY=http://proxy.corp.example:8080"');
  });

  it('says so where there is no such runtime, or systemd refuses', () => {
    expect(runTwice(site, 'docker.service').slice(0, 2)).toEqual(['first 15', 'second 15']);
    const refused = runTwice(site, 'containerd.service', 'yes');
    expect(refused.slice(0, 2)).toEqual(['first 31', 'second 31']);
    expect(refused.join('\n')).not.toContain('Environment=');
  });

  it('writes values that systemd takes as they are', () => {
    const hostile = `a"b\\c%n$HOME 'x'; y`;
    expect(systemdEnvironment('X', hostile)).toBe(`Environment="X=a\\"b\\\\c%%n$HOME 'x'; y"`);
    const lines = runTwice(
      clusterSite({ serviceRange: '10.96.0.0/12', apiServer: 'a' }, { network: { proxyUrl: hostile } }),
      'containerd.service',
    );
    expect(lines[0]).toBe('first 0');
    // Nothing of systemd-analyze after the file.
    expect(lines.slice(4)).toHaveLength(4);
  });
});
