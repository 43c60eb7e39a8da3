import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/kernel/redact';
import { type Redact, RedactedLines } from '../../../src/vscode/redactedLines';

const secret = 'password=hunter2';

/** Lines whose redaction is loaded, or fails to, when the test says so. */
function linesOver() {
  const loads: PromiseWithResolvers<Redact>[] = [];
  const written: string[] = [];
  const lines = new RedactedLines(
    () => {
      const load = Promise.withResolvers<Redact>();
      loads.push(load);
      return load.promise;
    },
    (level, text) => written.push(`${level} ${text}`),
  );
  return { loads, written, lines };
}

describe('lines of the log', () => {
  it('wait for their redaction, and are written in order and without secrets', async () => {
    const { loads, written, lines } = linesOver();
    lines.add('info', `first ${secret}`);
    lines.add('error', 'second');
    expect([loads.length, written]).toEqual([1, []]);
    loads[0]?.resolve(redact);
    await lines.settled();
    lines.add('warn', `third ${secret}`);
    expect(written.map((line) => line.split(' ', 2).join(' '))).toEqual(['info first', 'error second', 'warn third']);
    expect(written.join('\n')).not.toContain('hunter2');
    expect(loads).toHaveLength(1);
  });

  it('are all written before the log closes, those too that come while it waits', async () => {
    const { loads, written, lines } = linesOver();
    lines.add('info', 'first');
    const closed = lines.settled();
    lines.add('info', 'second');
    loads[0]?.resolve(redact);
    await closed;
    expect(written).toEqual(['info first', 'info second']);
    await linesOver().lines.settled();
  });

  it('are counted and never shown as they are where redaction cannot be loaded, which is tried again', async () => {
    const { loads, written, lines } = linesOver();
    lines.add('info', secret);
    lines.add('info', secret);
    loads[0]?.reject(new Error(secret));
    await lines.settled();
    expect(written).toEqual([expect.stringMatching(/^error 2 .*Error/)]);
    lines.add('info', `later ${secret}`);
    loads[1]?.resolve(redact);
    await lines.settled();
    expect(written).toHaveLength(2);
    expect(written[1]).toContain('info later');
    expect(written.join('\n')).not.toContain('hunter2');
  });
});
