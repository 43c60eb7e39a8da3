import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/diagnosis/engine/diagnose';
import { explanation } from '../../../../src/diagnosis/engine/explanation';

const explain = (text: string): string => explanation('Selection', diagnose(text));

describe('an explanation', () => {
  it('has cause, fix, source and place of each thing', () => {
    const text = explain('first line\nx509: certificate signed by unknown authority\nExit Code: AZCM0026');
    expect(text).toContain('2 known problems');
    expect(text).toMatch(
      /## 1\. TLS inspection[\s\S]*line 2:[\s\S]*\*\*Cause:\*\*[\s\S]*\*\*What to do:\*\*[\s\S]*_Source: /,
    );
    expect(text).toMatch(/## 2\. AZCM0026[\s\S]*line 3:/);
  });

  it('says that the text alone does not tell which of two it is', () => {
    expect(explain('AZCM0147')).toMatch(/2 possible meanings[\s\S]*### On Linux[\s\S]*### On Windows/);
  });

  it('says so when nothing is known, and what to look at instead', () => {
    const text = explain('something else');
    expect(text).toMatch(/^# No known error found/);
    expect(text).toContain('doesn’t mean that nothing is wrong');
    expect(text).toContain('azcmagent logs');
  });

  it('shows hostile text as text', () => {
    const hostile = '<img src=x onerror=alert(1)> `code` | [link](command:x) \u001b[31m AZCM0026 \u202e <script>';
    const text = explain(hostile);
    expect(text).toContain('> ``<img src=x onerror=alert(1)> `code` | [link](command:x) ⟨U+001B⟩');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  });

  it('shows no secret', () => {
    const text = explain('AZCM0041 --service-principal-secret hunter2 Authorization: Bearer abc.def');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('abc.def');
  });

  it('shortens a long line', () => {
    expect(explain(`AZCM0026 ${'x'.repeat(5000)}`).length).toBeLessThan(1500);
  });
});
