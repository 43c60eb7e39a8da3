import { checkGuid } from '../../kernel/azureNames';
import { object, oneOf, optionalText, type Place, type Reader, reportChoice, text } from './reader';
import type { Identity, ServicePrincipal } from './site';
import { reportUnknownKey } from './unknownKey';

const methods = ['interactive', 'deviceCode', 'servicePrincipal', 'accessToken'] as const;
type Method = (typeof methods)[number];

const choose =
  'Choose how the servers sign in to Azure: interactive, deviceCode or servicePrincipal; accessToken for a token of your own.';

const readMethod: Reader<Method> = (value, place) =>
  methods.find((method) => method === value) ?? reportChoice(value, place, choose);

const readClientId = text('Write the service principal’s application (client) id.', {
  check: checkGuid('An application (client) id'),
  normalise: (id) => id.toLowerCase(),
});

const readCredential = oneOf(
  ['secret', 'certificate'],
  'Choose what the service principal signs in with: secret or certificate.',
);

const readCertificateFile = optionalText({
  check: (path) =>
    /^(\/|[a-z]:\\|\\\\)[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]{1,250}$/iu.test(path)
      ? undefined
      : 'Write the whole path of the file on the servers: /etc/arc/onboarding.pem, or C:\\arc\\onboarding.pfx.',
});

const readThumbprint = optionalText({
  check: (thumbprint) =>
    /^[0-9a-f]{40}$/i.test(thumbprint)
      ? undefined
      : 'A thumbprint has 40 hexadecimal digits. Leave out spaces and colons.',
  normalise: (thumbprint) => thumbprint.toUpperCase(),
});

// What belongs to another choice may stay in the document: going back and forth then loses nothing.
const ignored = (): undefined => undefined;

type Members = { method: Method } & Partial<Omit<ServicePrincipal, 'method'>>;

function readMembers({ method, credential }: Readonly<Record<string, unknown>>): Reader<Members> {
  const isPrincipal = method === 'servicePrincipal';
  const hasCertificate = isPrincipal && credential === 'certificate';
  return object<Members>(
    {
      method: readMethod,
      clientId: isPrincipal ? readClientId : ignored,
      credential: isPrincipal ? readCredential : ignored,
      certificateFile: hasCertificate ? readCertificateFile : ignored,
      certificateThumbprint: hasCertificate ? readThumbprint : ignored,
    },
    reportUnknownKey,
  );
}

export const readIdentity: Reader<Identity> = (value: unknown, place: Place) => {
  const choices = typeof value === 'object' && value !== null ? { ...value } : {};
  const members = readMembers(choices)(value, place);
  if (members?.method !== 'servicePrincipal') return members && { method: members.method };
  return { ...members, method: members.method, clientId: members.clientId ?? '' };
};
