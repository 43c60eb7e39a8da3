import { withoutCommandSecrets } from './redaction/commands';
import { withoutHeaders } from './redaction/headers';
import { withoutNamedValues } from './redaction/namedValues';
import { withoutKnownShapes, withoutPem } from './redaction/shapes';
import { withoutUrlPasswords } from './redaction/urls';

/**
 * Removes secrets of known forms from a text to be logged or shown: values of names such as `password` or `AccountKey` in
 * JSON, YAML, XML, settings, connection strings and queries; options of known commands; authorization headers; passwords
 * in URLs; PEM blocks; tokens of known shapes. Other secrets remain. Removes too much rather than too little, in linear
 * time; idempotent.
 */
export const redact = (text: string): string => steps.reduce((kept, withoutSome) => withoutSome(kept), text);

// Blocks before lines, whole values before parts.
const steps: readonly ((text: string) => string)[] = [
  withoutPem,
  withoutHeaders,
  withoutUrlPasswords,
  // First while their quotes are whole, for a part of a value may look like a name and its value; then what is left.
  withoutCommandSecrets,
  withoutNamedValues,
  withoutCommandSecrets,
  withoutKnownShapes,
];
