import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/diagnosis/engine/diagnose';
import data from '../../../../src/kernel/knowledge/data/agentServices.json';
import { withServices } from '../../../../src/kernel/knowledge/agentServices';

const root = join(import.meta.dirname, '../../../../src');
const names = data.services.flatMap(({ linux, windows }) => [linux, windows]);
const byLength = names.toSorted((a, b) => b.length - a.length).join('|');
/** A service's name that is neither a file's nor a group's. */
const named = new RegExp(`(?<![\\w/.{:(-])(?:${byLength})(?![\\w.-]|\\.log)`, 'i');

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

describe('the names of the agent’s services', () => {
  const files = globSync('{kernel,planning,*/engine}/**/data/*.json', { cwd: root }).filter(
    (name) => !name.endsWith('knowledge/data/agentServices.json'),
  );

  it('stand in no text of the tables, which would be right for one system only', () => {
    expect(files.length).toBeGreaterThan(20);
    const wrong = files.flatMap((name) =>
      textsIn(JSON.parse(readFileSync(join(root, name), 'utf8'))).filter((text) => named.test(text)),
    );
    expect(wrong).toEqual([]);
  });

  it('are asked for by roles and verbs that there are', () => {
    const asked = files.flatMap((name) =>
      textsIn(JSON.parse(readFileSync(join(root, name), 'utf8'))).filter((text) =>
        /\{(?:service|start|restart|status):/.test(text),
      ),
    );
    expect(asked.length).toBeGreaterThan(10);
    const roles = data.services.map(({ role }) => role).join('|');
    const filled = new RegExp(`\\{(?:service|start|restart|status):(?:${roles})\\}`, 'g');
    for (const text of asked) {
      expect(text.replace(filled, '')).not.toMatch(/\{\w+:/);
      for (const os of ['linux', 'windows', undefined] as const) expect(withServices(text, os)).not.toMatch(/[{}]/);
    }
  });

  it.each([
    ['  Azure Arc Proxy (arcproxy)  : stopped', /Start it: Start-Service arcproxy\./],
    ['  Azure Arc Proxy (arcproxyd) : inactive', /Start it: systemctl start arcproxyd\./],
    ['  Azure Arc Proxy (arcproxyd) : failed', /Start it: systemctl start arcproxyd\./],
  ])('are those of the system that a text is from: %s', (text, fix) => {
    const found = diagnose(text).find(({ id }) => id === 'gateway.arcProxyStopped');
    expect(found?.meanings.map((meaning) => meaning.fix).join()).toMatch(fix);
  });

  it('are those of both where an error does not tell', () => {
    const [found] = diagnose('AZCM0028');
    expect(JSON.stringify(diagnose('AZCM0028 AZCM0029 exit code 4'))).not.toMatch(/\{(?:service|start):/);
    expect(found).toBeDefined();
  });

  it.each(['  Azure Arc Proxy (arcproxyd) : active', '  Azure Arc Proxy (arcproxyd) : activating'])(
    'says nothing of %s',
    (text) => {
      expect(diagnose(text).map(({ id }) => id)).not.toContain('gateway.arcProxyStopped');
    },
  );
});
