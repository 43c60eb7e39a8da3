import { withoutCommandSecrets } from './redaction/commands';
import { withoutHeaders } from './redaction/headers';
import { withoutNamedValues } from './redaction/namedValues';
import { withoutKnownShapes, withoutPem } from './redaction/shapes';
import { withoutUrlPasswords } from './redaction/urls';

/**
 * Takes secrets of known forms out of a text that is about to be logged or shown: values of names such as `password` or
 * `AccountKey` in JSON, YAML, XML, settings, connection strings and queries, options of known commands, headers that sign
 * in, passwords in URLs, PEM blocks, and tokens whose shape is known. What stands under another name, or alone in a form
 * that nothing tells from other text, stays: a text is not free of secrets because it went through here.
 *
 * Rather too much is taken than too little. Takes time in proportion to the text, and changes nothing the second time.
 */
export const redact = (text: string): string => steps.reduce((kept, withoutSome) => withoutSome(kept), text);

// Blocks go before lines, and whole values before parts of them.
const steps: readonly ((text: string) => string)[] = [
  withoutPem,
  withoutHeaders,
  withoutUrlPasswords,
  withoutNamedValues,
  withoutCommandSecrets,
  withoutKnownShapes,
];
