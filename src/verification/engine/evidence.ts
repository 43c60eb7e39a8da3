import type { AgentCheckOutput } from './agentCheckOutput';
import { tookTooLong } from '../../planning/targets/servers';
import { parseCheck } from './parseCheck';
import { parseConfig } from './parseConfig';
import { parseShow } from './parseShow';
import { noAgentMark, type Section, sectionsIn } from './sections';
import { hasAnyField, type AgentShowOutput } from './agentShowOutput';

export interface Evidence {
  /** The output has no answer at all. */
  readonly isEmpty: boolean;
  readonly isAgentMissing: boolean;
  readonly shown: AgentShowOutput;
  readonly checked: AgentCheckOutput;
  /** Why failures may be missing from the agent’s check. */
  readonly checkGap?: string;
  /** `gateway`, `direct`, or `default`. */
  readonly connectionType?: string;
}

export type Observed = { readonly evidence: Evidence } | { readonly problem: string };

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

function gapOf({ isWhole, exitCode = 0 }: Section): Pick<Evidence, 'checkGap'> {
  if (exitCode === tookTooLong) return { checkGap: 'the agent’s check took too long, and was ended' };
  if (exitCode !== 0) return { checkGap: `the agent’s check ended with exit code ${exitCode}` };
  return isWhole ? {} : { checkGap: 'the rest of the agent’s check is missing' };
}

const hasAnything = ({ endpoints, errors }: AgentCheckOutput): boolean => endpoints.length > 0 || errors.length > 0;
