import { withoutCommandSecrets } from './redaction/commands';
import { withoutHeaders } from './redaction/headers';
import { withoutNamedValues } from './redaction/namedValues';
import { withoutKnownShapes, withoutPem } from './redaction/shapes';
import { withoutUrlPasswords } from './redaction/urls';

/**
 * Removes secrets of known forms: values of names such as `password` or `AccountKey` in JSON, YAML, XML, settings,
 * connection strings and queries; command options; authorization headers; URL passwords; PEM blocks; known tokens.
 * Others remain. Errs on the side of removing; linear time; idempotent.
 */
export const redact = (text: string): string => steps.reduce((kept, withoutSome) => withoutSome(kept), text);

// Blocks before lines, whole values before parts.
const steps: readonly ((text: string) => string)[] = [
  withoutPem,
  withoutHeaders,
  withoutUrlPasswords,
  // Before named values, while quotes are intact; then again for the rest.
  withoutCommandSecrets,
  withoutNamedValues,
  withoutCommandSecrets,
  withoutKnownShapes,
];
