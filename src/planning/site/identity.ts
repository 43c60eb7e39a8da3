import * as l10n from '@vscode/l10n';
import { told } from './told';
import * as v from 'valibot';
import { checkGuid } from '../../kernel/azureNames';
import { exampleGuid, guid } from '../../kernel/guid';
import { choice, ignored, lowerCase, optional, required, shaped, text } from './fields';
import type { Out, Schema } from './schema';
import { section } from './section';

const methods = {
  interactive: 'A browser on the server; Windows with a desktop only, Linux shows a code.',
  deviceCode: 'A code that is entered in a browser on any device.',
  servicePrincipal:
    'A service principal; for many servers. Its secret is read when the script runs and is part of no document.',
  accessToken: 'An access token that is read when the script runs; valid for about an hour.',
} as const;

type Method = keyof typeof methods;

const method = choice<Method>(
  methods,
  l10n.t(
    'Choose how the servers sign in to Azure: interactive, deviceCode or servicePrincipal; accessToken for a token of your own.',
  ),
  told({ title: 'Method', description: 'How the servers sign in to Azure while they are onboarded.' }),
);

const aboutClientId = told({
  title: 'Application (client) id',
  description: 'The service principal’s application id; needed with servicePrincipal, ignored otherwise.',
});
const aboutCredential = told({
  title: 'Credential',
  description: 'What the service principal signs in with; secret when left out.',
  default: 'secret',
});
const aboutFile = told({
  title: 'Certificate file',
  description: 'Path, on each server, of a file with certificate and private key and without a password.',
});
const aboutThumbprint = told({
  title: 'Certificate thumbprint',
  description: 'SHA-1 thumbprint of a certificate in the certificate store of each Windows server.',
});

const clientId = required(
  l10n.t('Write the service principal’s application (client) id.'),
  text(
    {
      shape: guid,
      check: checkGuid(l10n.t`An application (client) ID looks like ${exampleGuid}. Enter all of it.`),
      normalize: lowerCase,
    },
    told({
      ...aboutClientId,
      patternErrorMessage: `Write an application (client) id: ${exampleGuid}.`,
    }),
  ),
);

const credential = v.exactOptional(
  choice(
    {
      secret: 'A secret that is read when the script runs.',
      certificate: 'A certificate that is on the servers already.',
    },
    l10n.t('Choose what the service principal signs in with: secret or certificate.'),
    aboutCredential,
  ),
);

const certificateFile = optional(
  text(
    shaped(
      /^(\/|[a-z]:\\|\\\\)[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]{1,250}$/iu,
      l10n.t('Write the whole path of the file on the servers: /etc/arc/onboarding.pem, or C:\\arc\\onboarding.pfx.'),
    ),
    told({
      ...aboutFile,
      patternErrorMessage: 'Write the whole path: /etc/arc/onboarding.pem, or C:\\arc\\onboarding.pfx.',
    }),
  ),
);

const certificateThumbprint = optional(
  text(
    {
      ...shaped(/^[0-9a-f]{40}$/i, l10n.t('A thumbprint has 40 hexadecimal digits. Leave out spaces and colons.')),
      normalize: (thumbprint) => thumbprint.toUpperCase(),
    },
    told({ ...aboutThumbprint, patternErrorMessage: 'Write 40 hexadecimal digits, without spaces and colons.' }),
  ),
);

const ofPrincipal = {
  /** Application (client) id. */
  clientId,
  /** Default: `secret`, read on the machine at run time, never stored in a document. */
  credential,
};

const ofCertificate = {
  ...ofPrincipal,
  /** Path on each server; includes the private key, no password. */
  certificateFile,
  /** SHA-1 in the Windows certificate store: 40 hex digits. */
  certificateThumbprint,
};

export type ServicePrincipal = { readonly method: 'servicePrincipal' } & Out<
  v.StrictObjectSchema<typeof ofCertificate, undefined>
>;

/** An access token is for Azure Resource Manager, valid about an hour, read on the machine at run time. */
export type Identity = { readonly method: Exclude<Method, 'servicePrincipal'> } | ServicePrincipal;

const servicePrincipal = 'servicePrincipal' satisfies Method;

export const identity = section(
  {
    method,
    clientId: ignored(aboutClientId),
    credential: ignored(aboutCredential),
    certificateFile: ignored(aboutFile),
    certificateThumbprint: ignored(aboutThumbprint),
  },
  {
    about: told({ title: 'Sign-in', description: 'How the servers sign in to Azure while they are onboarded.' }),
    cases: [
      { is: { method: servicePrincipal, credential: 'certificate' }, entries: ofCertificate },
      { is: { method: servicePrincipal }, entries: ofPrincipal },
    ],
  },
) as unknown as Schema<Identity>;
