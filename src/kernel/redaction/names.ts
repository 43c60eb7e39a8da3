/**
 * Endings of secret names, lower case, without separators. From the Azure CLI, az PowerShell, azcmagent, connection
 * strings (Azure Storage, Service Bus, SQL), OAuth 2.0, SAS, npm, Ansible, PostgreSQL, MySQL, headers of Azure
 * services.
 */
const endings = [
  'password',
  'passwd',
  'passwort',
  'passphrase',
  'passcode',
  'sshpass',
  'secret',
  'secret[-_. ]?(?:key|value|text)',
  '(?:access|account|api|storage|primary|secondary|shared|master|signing|encryption|subscription|functions?|workspace|auth|host|pre-?shared)[-_. ]?key',
  'private[-_. ]?key',
  '(?:access|refresh|id|auth|bearer|sas|api|session|github|gitlab|personal[-_. ]?access)[-_. ]?token',
  'token',
  'assertion',
  'credentials?',
  'connection[-_. ]?string',
  'shared[-_. ]?access[-_. ]?signature',
];

/** Short: must start a word. */
const words = ['pwd', 'pass', 'pw', 'psk', 'pat', 'sig'];

/** A number may follow. */
export const secretName = new RegExp(
  `(?:${endings.join('|')}|${words.join('|')})(?:[-_]?(?:base64|plain|text|value|string|\\d{1,2}))?(?![A-Za-z0-9_])`,
  'gi',
);

const short = new RegExp(`^(?:${words.join('|')})(?![a-z])`, 'i');

/** Rejects `bypass`. */
export function isName(text: string, at: number, found: string): boolean {
  if (!short.test(found)) return true;
  const before = text[at - 1] ?? '';
  return !/[A-Za-z]/.test(before) || (/[a-z]/.test(before) && /^[A-Z]/.test(found));
}

export const isPlainWord = (name: string): boolean =>
  /^(?:secret|token|credentials?|assertion|pat|pass|sig)$/i.test(name);

/** Placeholders in place of a secret. */
export const sayings: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been by can cannot could did do does empty expired expires failed false for from has have hidden if in ' +
    'incorrect invalid is it its mandatory masked may missing must needed never no none not null of off omitted on only optional or ' +
    'prompt redacted rejected removed required reset revoked set shall should the this to too true undefined unknown unset unused ' +
    'was were which will with without wrong yes your you'
  ).split(' '),
);

/** Also values of a setting. */
export const settings: ReadonlySet<string> = new Set([
  'false',
  'no',
  'none',
  'null',
  'true',
  'undefined',
  'yes',
  'nil',
]);
