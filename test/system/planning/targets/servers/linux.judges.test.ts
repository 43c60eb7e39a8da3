import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { plan } from '../../../../../src/planning/makePlan';
import { run } from '../../../../support/program';
import { anySite, examples, siteWith } from '../../../../unit/planning/targets/servers/sites';

describe('the bash scripts before its judges', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'arc-scripts-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('have no warning of shellcheck and no syntax error of bash', () => {
    const sites = [...Object.values(examples), ...fc.sample(anySite, 4)];
    const scripts = sites.flatMap((site) => plan(siteWith(site)).scripts).filter(({ language }) => language === 'bash');
    const files = scripts.map(({ text }, index) => {
      const file = join(directory, `${index}.sh`);
      writeFileSync(file, text);
      return file;
    });
    for (const file of files) run('bash', 'bash', ['-n', file]);
    run('shellcheck', 'shellcheck', ['--severity=warning', ...files]);
  });
});
