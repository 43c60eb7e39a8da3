import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { probeFailures, probeStages } from '../../../../../src/planning/network/probes/probeResult';
import { parseProbeOutput } from '../../../../../src/diagnosis/engine/precheck/parseProbeOutput';
import { probeOnLinux } from '../../../../../src/diagnosis/engine/precheck/probeLinux';
import { probeOnWindows } from '../../../../../src/diagnosis/engine/precheck/probeWindows';
import { probesFor } from '../../../../../src/planning/network/probes/probesFor';
import { routingContextOf } from '../../../../../src/planning/network/routingContext';
import { powershellParser, syntaxErrors } from '../../../../support/grammars';
import { useGoldens } from '../../../../support/golden';
import { branch } from './site';
import { expectHits } from '../../../../support/hits';

const plan = probesFor(routingContextOf(branch));
let parse: Awaited<ReturnType<typeof powershellParser>>;

beforeAll(async () => {
  parse = await powershellParser();
});

describe('the probe scripts', () => {
  const expectGolden = useGoldens('probes');

  it('are as reviewed', () => {
    expectGolden('probe.sh', probeOnLinux(plan).text);
    expectGolden('probe.ps1', probeOnWindows(plan).text);
  });

  it('are PowerShell where they say so', () => {
    expect(syntaxErrors(parse(probeOnWindows(plan).text))).toEqual([]);
  });

  it('hold whatever a host is called inside its quotes', () => {
    const [first] = plan.probes;
    if (!first) throw new Error('no probe');
    const host = `a'; reboot; '$(reboot)`;
    const hostile = { probes: [{ ...first, host }], unprobed: [] };
    expect(probeOnLinux(hostile).text).toContain(`start 0 'a'\\''; reboot; '\\''$(reboot)' 443`);
    expect(probeOnWindows(hostile).text).toContain(`Host = 'a''; reboot; ''$(reboot)'`);
  });
});

describe('the output of a probe script', () => {
  it('is read by the places of the probes', () => {
    const output = parseProbeOutput(
      'Welcome!\r\n@1 connect timeout - 4001 20.1.2.3 - \r\n@0 done - 200 31 - 1 C=US; O=Microsoft Corporation\r\n@end 3\r\n',
      3,
    );
    expect(output).toEqual({
      observations: [
        {
          stage: 'done',
          status: 200,
          addresses: [],
          milliseconds: 31,
          issuers: ['C=US; O=Microsoft Corporation'],
          isTrusted: true,
        },
        { stage: 'connect', failure: 'timeout', addresses: ['20.1.2.3'], milliseconds: 4001, issuers: [] },
        undefined,
      ],
      isComplete: true,
      otherLines: 1,
    });
  });

  it('never takes what it does not understand for good', () => {
    for (const line of [
      '@0 done',
      '@0 fine - - 1 - -',
      '@0 tls - - 1 - -',
      '@7 done - - 1 - -',
      '@-1 done - - 1 - -',
      '@end 2',
    ]) {
      expect(parseProbeOutput(line, 1)).toEqual({ observations: [undefined], isComplete: false, otherLines: 1 });
    }
  });

  it('loses no result, whatever stands between', () => {
    const line = fc.record({
      index: fc.nat(5),
      stage: fc.constantFrom(...probeStages),
      failure: fc.constantFrom(...probeFailures),
      issuer: fc.string({ maxLength: 60 }),
    });
    const hits = { results: 0, noise: 0 };
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
        for (const each of lines) hits[typeof each === 'string' ? 'noise' : 'results'] += 1;
        const text = lines
          .map((each) =>
            typeof each === 'string'
              ? each.replace(/[\r\n@]/g, '')
              : `@${each.index} ${each.stage} ${each.failure} - 1 - - ${each.issuer.replace(/[\r\n\u2028\u2029]/g, '')}`,
          )
          .join('\n');
        const { observations } = parseProbeOutput(text, 6);
        const indices = new Set(lines.flatMap((each) => (typeof each === 'string' ? [] : [each.index])));
        expect(observations.flatMap((each, index) => (each ? [index] : []))).toEqual([...indices].sort());
      }),
    );
    expectHits(hits, 50);
  });
});
