import { describe, expect, it } from 'vitest';
import { fleetPlaybook } from '../../../../src/verification/engine/fleetPlaybook';
import { sectionsIn, sectionText } from '../../../../src/verification/engine/sections';
import { arcProxyLogScript, verificationScript } from '../../../../src/verification/engine/verificationScript';
import { useGoldens } from '../../../support/golden';
import { powershellParser, syntaxErrors } from '../../../support/grammars';

describe('the verification scripts', () => {
  const expectGolden = useGoldens('verify');

  it.each([
    ['verify-linux.sh.txt', verificationScript('linux').text],
    ['verify-windows.ps1.txt', verificationScript('windows').text],
    ['log-linux.sh.txt', arcProxyLogScript('linux').text],
    ['log-windows.ps1.txt', arcProxyLogScript('windows').text],
    ['verify.yml.txt', fleetPlaybook().text],
  ])('are as reviewed: %s', (name, text) => {
    expectGolden(name, text);
  });

  const further = { connection: 'privateLink', scenarios: ['azureMonitor', 'sqlServer'] } as const;
  it.each(['linux', 'windows'] as const)('have the flags of the check that a site needs, on %s', (os) => {
    const name = os === 'linux' ? 'verify-linux.sh.txt' : 'verify-windows.ps1.txt';
    expectGolden(`further-${name}`, verificationScript(os, further).text, name);
    if (os === 'linux') expectGolden('further-verify.yml.txt', fleetPlaybook(further).text, 'verify.yml.txt');
    expect(verificationScript(os, { connection: 'gateway', scenarios: ['azureMonitor'] })).toEqual(
      verificationScript(os),
    );
    expect(verificationScript(os, further).title).not.toBe(verificationScript(os).title);
  });

  it('are what PowerShell can read', async () => {
    const parse = await powershellParser();
    for (const script of [
      verificationScript('windows'),
      verificationScript('windows', further),
      arcProxyLogScript('windows'),
    ]) {
      expect(syntaxErrors(parse(script.text))).toEqual([]);
    }
  });

  it('ask for administrators, and end in time', () => {
    for (const os of ['linux', 'windows'] as const) {
      const script = verificationScript(os);
      expect([script.isElevated, script.shell]).toEqual([true, os === 'linux' ? 'bash' : 'powershell']);
      expect(script.timeoutMilliseconds).toBeGreaterThan(200_000);
    }
  });
});

describe('the sections of their output', () => {
  const output = sectionText('config', 0, 'gateway') + sectionText('show', 3, 'a\nb\n');

  it('are read with their exit codes', () => {
    expect([...sectionsIn(`noise\r\n${output.replaceAll('\n', '\r\n')}`)]).toEqual([
      ['config', { text: 'gateway', exitCode: 0, isWhole: true }],
      ['show', { text: 'a\nb', exitCode: 3, isWhole: true }],
    ]);
  });

  it('lose their last line where the end is missing, and are not there without their beginning', () => {
    expect(sectionsIn('@@show\nGateway URL : https://a\nStatus : Conn').get('show')).toEqual({
      text: 'Gateway URL : https://a',
      isWhole: false,
    });
    expect(sectionsIn('nected\n@@show:0\n').size).toBe(0);
  });

  it('say when not all fitted, and cannot be said twice', () => {
    expect(sectionsIn('@@check\na\n@@cut\n@@check:141\n').get('check')).toEqual({
      text: 'a',
      exitCode: 141,
      isWhole: false,
    });
    expect(sectionsIn(output + sectionText('show', 0, 'forged')).get('show')?.text).toBe('a\nb');
  });
});
