import { guid } from './guid';
import * as l10n from '@vscode/l10n';
import { fail, ok, type Result } from './result';

export interface ServicePrincipalId {
  readonly tenantId: string;
  readonly clientId: string;
}

/** `certificate`: PEM with its private key. */
export type ServicePrincipalProof =
  { readonly kind: 'secret'; readonly secret: string } | { readonly kind: 'certificate'; readonly pem: string };

export type ServicePrincipal = ServicePrincipalId & { readonly proof: ServicePrincipalProof };

/** Returns lower case. */
export function parseGuid(text: string): Result<string, string> {
  const trimmed = text.trim();
  if (guid.test(trimmed)) return ok(trimmed.toLowerCase());
  return fail(
    l10n.t('Enter a GUID, such as 2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027. It is on the application’s overview page.'),
  );
}

export function parseSecret(text: string): Result<ServicePrincipalProof, string> {
  const secret = text.trim();
  if (secret === '') return fail(l10n.t('Paste the value of the client secret.'));
  // The secret’s id, next to it in the portal.
  if (guid.test(secret))
    return fail(l10n.t('This is the secret’s ID. Paste its value, which the portal shows only once.'));
  if (/\s/.test(secret)) return fail(l10n.t('A client secret contains no spaces or line breaks.'));
  return ok({ kind: 'secret', secret });
}

export function parseCertificate(text: string): Result<ServicePrincipalProof, string> {
  const pem = text.trim();
  if (!hasBlock(pem, 'CERTIFICATE')) {
    return fail(
      l10n.t('This file contains no certificate. Choose a PEM file with the certificate and its private key.'),
    );
  }
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(pem)) {
    return fail(l10n.t('The private key in this file has a passphrase. Remove it with “openssl pkey -in file.pem”.'));
  }
  if (pem.includes('-----BEGIN EC PRIVATE KEY-----')) {
    return fail(l10n.t('This is an elliptic curve key. Microsoft Entra accepts certificates with RSA keys only.'));
  }
  if (!hasBlock(pem, 'PRIVATE KEY') && !hasBlock(pem, 'RSA PRIVATE KEY')) {
    return fail(
      l10n.t('This file contains no private key. Choose a PEM file with the certificate and its private key.'),
    );
  }
  return ok({ kind: 'certificate', pem });
}

function hasBlock(pem: string, what: string): boolean {
  const start = pem.indexOf(`-----BEGIN ${what}-----`);
  return start >= 0 && pem.indexOf(`-----END ${what}-----`, start) > 0;
}
