import type { ServerSite } from '../../../site';
import type { Finding } from '../../../../kernel/finding';
import { isSecretName } from '../../../site';
import type { Rule } from '../../../rules';

const page = 'learn.microsoft.com/azure/azure-resource-manager/management/tag-resources (read 2026-11)';

/** How secrets are written: a private key, credentials in a URL, a key in Base64, a key of 128 bits or more in hexadecimal. */
const secretShapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /:\/\/[^\s/:@]*:[^\s/@]+@/,
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[+/=])[A-Za-z0-9+/]{38,}={0,2}$/,
  // 40 digits are a commit or a certificate's thumbprint.
  /^(?=.*\d)(?=.*[a-f])(?!.{40}$)[0-9a-f]{32,}$/i,
];

/** Whether a text sets something secret: `AccountKey=…` of a connection string, `sig=…` of a shared access signature. */
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

/** Whether a word has the form of a mail address. */
const holdsMail = (text: string): boolean =>
  text.split(/\s/).some((word) => {
    const parts = word.split('@');
    // A name, and behind it a host with a dot before its last two or more characters.
    return parts.some((host, index) => index > 0 && parts[index - 1] !== '' && host.slice(1, -2).includes('.'));
  });

/** Long, unbroken and of mixed kinds of characters, as generated secrets are; GUIDs and host names are not. */
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
  message: 'This looks like a secret. Tags are plain text that every reader of the resource and of its costs can see.',
  fix: 'Remove it, and change the secret if it is a real one.',
  source: page,
});

const personal = (path: string): Finding => ({
  code: 'tags.personalData',
  severity: 'warning',
  path,
  message: 'This looks like a person’s e-mail address. Tags are plain text and are copied into logs and cost reports.',
  fix: 'Name a team or a cost centre instead.',
  source: page,
});

// The values themselves are never repeated in a finding.
export const tellingTags: Rule<ServerSite> = ({ tags }) =>
  Object.entries(tags).flatMap(([name, value]) => {
    const path = `tags.${name}`;
    if (value !== '' && (isSecretName(name) || holdsSecret(value))) return [secret(path)];
    return holdsMail(name) || holdsMail(value) ? [personal(path)] : [];
  });
