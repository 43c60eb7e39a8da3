import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../../kernel/knowledge/pages';
import type { ServerSite } from '../../../site';
import type { Finding } from '../../../../kernel/finding';
import { isSecretName } from '../../../../kernel/secretName';
import type { Rule } from '../../../rules';

const page = pageSource('tags');

/** A private key, credentials in a URL, a Base64 key, a hexadecimal key of at least 128 bits. */
const secretShapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /:\/\/[^\s/:@]*:[^\s/@]+@/,
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[+/=])[A-Za-z0-9+/]{38,}={0,2}$/,
  // 40 digits are a commit or a certificate thumbprint.
  /^(?=.*\d)(?=.*[a-f])(?!.{40}$)[0-9a-f]{32,}$/i,
];

/** `AccountKey=…` of a connection string, `sig=…` of a shared access signature. */
function setsSecret(value: string): boolean {
  const parts = value.split('=');
  return parts.some((part, index) => {
    const key =
      part
        .trimEnd()
        .split(/[^\w-]/)
        .at(-1) ?? '';
    const isSet = /^[^\s;&]/.test(parts[index + 1]?.trimStart() ?? '');
    return isSet && key !== '' && (isSecretName(key) || /^(accountkey|sig)$/i.test(key));
  });
}

const holdsMail = (text: string): boolean =>
  text.split(/\s/).some((word) => {
    const parts = word.split('@');
    // The host needs a dot before its last two or more characters.
    return parts.some((host, index) => index > 0 && parts[index - 1] !== '' && host.slice(1, -2).includes('.'));
  });

/** Long, without blanks and of mixed character classes, unlike GUIDs and host names. */
function looksGenerated(value: string): boolean {
  if (value.length < 20 || /[\s/:]/.test(value) || /^[0-9a-f-]+$/i.test(value)) return false;
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
}

export const holdsSecret = (value: string): boolean =>
  secretShapes.some((shape) => shape.test(value)) || setsSecret(value) || looksGenerated(value);

const secret = (path: string): Finding => ({
  code: 'tags.secret',
  severity: 'warning',
  path,
  message: l10n.t(
    'This looks like a secret. Tags are plain text, visible to everyone who can read the resource or its costs.',
  ),
  fix: l10n.t('Remove it. If it is a real secret, replace it everywhere it is used.'),
  source: page,
});

const personal = (path: string): Finding => ({
  code: 'tags.personalData',
  severity: 'warning',
  path,
  message: l10n.t(
    'This looks like a personal email address. Tags are plain text and are copied into logs and cost reports.',
  ),
  fix: l10n.t('Use the name of a team or a cost center instead.'),
  source: page,
});

// A finding never repeats the value.
export const tellingTags: Rule<ServerSite> = ({ tags }) =>
  Object.entries(tags).flatMap(([name, value]) => {
    const path = `tags.${name}`;
    if (value !== '' && (isSecretName(name) || holdsSecret(value))) return [secret(path)];
    return holdsMail(name) || holdsMail(value) ? [personal(path)] : [];
  });
