/** Removes escape sequences and characters that move the cursor, reorder or hide text. Line ends become LF. */
export const cleanOutput = (text: string): string =>
  text
    .replace(sequences, '')
    .replace(/\r+\n?/g, lineEnds)
    .replace(unspeakable, '');

/** CRs before LF are one line end; otherwise each is one. */
const lineEnds = (found: string): string => (found.endsWith('\n') ? '\n' : '\n'.repeat(found.length));

/**
 * Control strings (OSC, DCS, SOS, PM, APC) up to the line end; CSI; short sequences. Source: ECMA-48, 5th edition, 5.3
 * to 5.6.
 */
const escape = '(?:\\u001b';
const sequences = new RegExp(
  [
    `${escape}[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c\\r\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)?`,
    `${escape}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`,
    `${escape})[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);

// Controls, characters that reorder or hide text, lone surrogates.
const unspeakable = /(?![\t\n])[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
