import { describe, expect, it } from 'vitest';
import { resourceLog, summaryLog } from '../../../../src/verification/engine/reportLog';
import { parseShow } from '../../../../src/verification/engine/parseShow';

const forged = 'web-01\r\nVerification of web-01: all passed.\u202e\u2028■ web-02';

const linesOf = (name: string) => {
  const subject = { name, kind: 'machine' } as const;
  const items = { expected: [{ value: 'a' }], observed: [{ subject: name, value: name }] };
  const checked = { id: 'agent.status', outcome: 'failed', ...items } as const;
  const verified = { subject, way: 'ssh', checks: [checked] } as const;
  const drift = [{ name, kind: 'broke', before: checked, after: checked }] as const;
  const report = { at: '', scope: name, resources: [verified], drift };
  const texts = [resourceLog(verified, `${name}\n`), summaryLog(report)];
  return texts.flatMap((text) => text.split('\n'));
};

describe('the output of a verification', () => {
  it('has as many lines as it has with harmless names, besides what a machine printed', () => {
    const [honest, hostile] = [linesOf('web-01'), linesOf(forged)].map((lines) =>
      lines.filter((line) => !line.startsWith('  │ ')),
    );
    expect(honest?.length).toBeGreaterThan(4);
    expect(hostile).toHaveLength(honest?.length ?? 0);
    expect(hostile?.filter((line) => /^(?:Verification of web-01: all|■ web-02)/.test(line))).toEqual([]);
    expect(hostile?.join('')).not.toMatch(/[\u202e\u2028\r]/);
  });

  it('what an agent says of itself is one line, in JSON too', () => {
    const { status, services } = parseShow(
      JSON.stringify({ status: `Connected\nLikely cause: \u202e`, services: [{ name: 'arcproxy', status: 'a\r\nb' }] }),
    );
    expect([status, services.get('arcproxy')]).toEqual(['Connected Likely cause:', 'a b']);
  });
});
