import { fail, ok, type Result } from './result';

/** Which application of which tenant; no secret. */
export interface ServicePrincipalId {
  readonly tenantId: string;
  readonly clientId: string;
}

/** What it proves itself with. A certificate is PEM text that holds its private key as well. */
export type ServicePrincipalProof =
  { readonly kind: 'secret'; readonly secret: string } | { readonly kind: 'certificate'; readonly pem: string };

export type ServicePrincipal = ServicePrincipalId & { readonly proof: ServicePrincipalProof };

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A tenant's or application's id, in lower case. */
export function parseGuid(text: string, what: string): Result<string, string> {
  const trimmed = text.trim();
  if (guid.test(trimmed)) return ok(trimmed.toLowerCase());
  return fail(
    `The ${what} is a GUID, such as 2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027. It is on the application’s overview.`,
  );
}

export function parseSecret(text: string): Result<ServicePrincipalProof, string> {
  const secret = text.trim();
  if (secret === '') return fail('Paste the value of the client secret.');
  // The two stand side by side in the portal, and only one of them signs in.
  if (guid.test(secret)) return fail('This is the secret’s ID. Paste its value, which is shown once, when it is made.');
  if (/\s/.test(secret)) return fail('A client secret has no spaces or line breaks.');
  return ok({ kind: 'secret', secret });
}

export function parseCertificate(text: string): Result<ServicePrincipalProof, string> {
  const pem = text.trim();
  if (!hasBlock(pem, 'CERTIFICATE')) {
    return fail(
      'There is no certificate in this file. It has to be a PEM file with the certificate and its private key.',
    );
  }
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(pem)) {
    return fail('The private key in this file has a passphrase. Save it without one: openssl pkey -in file.pem.');
  }
  if (pem.includes('-----BEGIN EC PRIVATE KEY-----')) {
    return fail('This key is one of elliptic curves. Microsoft Entra takes certificates with RSA keys only.');
  }
  if (!hasBlock(pem, 'PRIVATE KEY') && !hasBlock(pem, 'RSA PRIVATE KEY')) {
    return fail(
      'There is no private key in this file. It has to be a PEM file with the certificate and its private key.',
    );
  }
  return ok({ kind: 'certificate', pem });
}

/** Whether a block of PEM is there, from its heading to its end. */
function hasBlock(pem: string, what: string): boolean {
  const start = pem.indexOf(`-----BEGIN ${what}-----`);
  return start >= 0 && pem.indexOf(`-----END ${what}-----`, start) > 0;
}
