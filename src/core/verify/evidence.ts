import type { Checked } from './checked';
import { parseCheck } from './parseCheck';
import { parseConfig } from './parseConfig';
import { parseShow } from './parseShow';
import { noAgentMark, type Section, sectionsIn } from './sections';
import type { Shown } from './shown';

/** What a machine says of itself, as far as it was gathered. */
export interface Evidence {
  /** Nothing in the output answers what was asked. */
  readonly isEmpty: boolean;
  readonly isAgentMissing: boolean;
  readonly shown: Shown;
  readonly checked: Checked;
  /** False when a part of the agent’s own check is missing, so that what is not in it may still have failed. */
  readonly isCheckWhole: boolean;
  /** `gateway`, `direct` or `default`, in lower case; absent when nothing said it. */
  readonly connectionType?: string;
}

const setting = 'connection.type';
const missing: Section = { text: '', isWhole: false };

/** Reads the output of the verification script. Of what is missing in it, nothing is known. */
export function readEvidence(output: string): Evidence {
  const sections = sectionsIn(output);
  const [config = missing, show = missing, check = missing] = [
    sections.get('config'),
    sections.get('show'),
    sections.get('check'),
  ];
  const checked = parseCheck(check.text);
  // A command that failed prints its reason, which must not be read as a value.
  const said = config.exitCode === 0 ? parseConfig(config.text, setting).get(setting) : undefined;
  const connectionType = said === undefined || said === '' ? checked.connectionType : said.toLowerCase();
  const isAgentMissing = new RegExp(`^${noAgentMark}\\s*$`, 'm').test(output);
  const shown = parseShow(show.text);
  return {
    isEmpty: !isAgentMissing && connectionType === undefined && !saysAnything(shown) && !hasAnything(checked),
    isAgentMissing,
    shown,
    checked,
    isCheckWhole: check.isWhole,
    ...(connectionType === undefined ? {} : { connectionType }),
  };
}

const saysAnything = ({ services, ...fields }: Shown): boolean => services.size > 0 || Object.keys(fields).length > 0;

const hasAnything = ({ endpoints, errors }: Checked): boolean => endpoints.length > 0 || errors.length > 0;
