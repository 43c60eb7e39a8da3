/**
 * What a machine printed, as plain text that can be shown and logged: a terminal's escape sequences are taken out, line
 * ends are LF, and what could move a cursor, reorder a line or hide in it is gone. Tabs stay.
 */
export const cleanOutput = (text: string): string =>
  text
    .replace(sequences, '')
    .replace(/\r+\n?/g, lineEnds)
    .replace(unspeakable, '');

/** Any number of carriage returns before a line feed end one line; without one, each ends its own. */
const lineEnds = (found: string): string => (found.endsWith('\n') ? '\n' : '\n'.repeat(found.length));

/**
 * Strings to the terminal (OSC, DCS, SOS, PM, APC) with all they carry, at most to the end of their line; control
 * sequences (CSI); and the short ones. Source: ECMA-48, 5th edition, 5.3 to 5.6.
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

// Control characters but tab and line feed; what reorders or hides text; halves of characters.
const unspeakable = /(?![\t\n])[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
