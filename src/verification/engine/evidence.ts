import type { AgentCheckOutput } from './agentCheckOutput';
import { tookTooLong } from '../../planning/targets/servers';
import type { ClusterAnswer } from './cluster/clusterAnswer';
import { parseCheck } from './parseCheck';
import { parseConfig } from './parseConfig';
import { parseShow } from './parseShow';
import { noAgentMark, type Section, sectionsIn } from './sections';
import type { CodedText, ShownValue } from './shownValue';
import { coded } from './verdicts';
import { hasAnyField, type AgentShowOutput } from './agentShowOutput';

export interface Evidence {
  /** The output has no answer at all. */
  readonly isEmpty: boolean;
  readonly isAgentMissing: boolean;
  readonly shown: AgentShowOutput;
  readonly checked: AgentCheckOutput;
  /** Why failures may be missing from the agent’s check. */
  readonly checkGap?: CodedText;
  /** `gateway`, `direct`, or `default`. */
  readonly connectionType?: string;
}

export type Observed =
  { readonly evidence: Evidence } | { readonly cluster: ClusterAnswer } | { readonly problem: ShownValue };

const setting = 'connection.type';
const missing: Section = { text: '', isWhole: false };

export function readEvidence(output: string): Evidence {
  const sections = sectionsIn(output);
  const [config = missing, show = missing, check = missing] = [
    sections.get('config'),
    sections.get('show'),
    sections.get('check'),
  ];
  const checked = parseCheck(check.text);
  // A failed command prints an error, not a value.
  const said = config.exitCode === 0 ? parseConfig(config.text, setting).get(setting) : undefined;
  const connectionType = said === undefined || said === '' ? checked.connectionType : said.toLowerCase();
  const isAgentMissing = output.split('\n').some((line) => line.trimEnd() === noAgentMark);
  const shown = parseShow(show.text);
  return {
    isEmpty: !isAgentMissing && connectionType === undefined && !hasAnyField(shown) && !hasAnything(checked),
    isAgentMissing,
    shown,
    checked,
    ...gapOf(check),
    ...(connectionType === undefined ? {} : { connectionType }),
  };
}

/** An error fails only this machine. */
export function tryReadEvidence(answer: { readonly output: string }): {
  readonly evidence: Evidence;
  readonly problem?: ShownValue;
} {
  try {
    return { evidence: readEvidence(answer.output) };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { evidence: readEvidence(''), problem: coded('answerFailed', { reason }) };
  }
}

function gapOf({ isWhole, exitCode = 0 }: Section): Pick<Evidence, 'checkGap'> {
  if (exitCode === tookTooLong) return { checkGap: coded('checkTimedOut') };
  if (exitCode !== 0) return { checkGap: coded('checkExitCode', { exitCode: exitCode.toFixed(0) }) };
  return isWhole ? {} : { checkGap: coded('checkIncomplete') };
}

const hasAnything = ({ endpoints, errors }: AgentCheckOutput): boolean => endpoints.length > 0 || errors.length > 0;
