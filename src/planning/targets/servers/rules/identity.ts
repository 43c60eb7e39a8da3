import type { OperatingSystem } from '../../../../kernel/resources';
import type { Identity, ServerSite } from '../../../site';
import { type Rule, rulesOf } from '../../../rules';

const connectPage = 'learn.microsoft.com/azure/azure-arc/servers/azcmagent-connect (read 2026-11)';

export const noBrowserOnLinux: Rule<ServerSite> = ({ identity, servers }) =>
  identity.method === 'interactive' && servers.state !== 'connected' && servers.os.includes('linux')
    ? {
        code: 'identity.noBrowserOnLinux',
        severity: 'info',
        path: 'identity.method',
        message:
          'Sign-in in a browser on the server works on Windows with a desktop; Linux shows a device code instead.',
        fix: 'Nothing, if a code per Linux server is fine; otherwise use a service principal.',
        source: connectPage,
      }
    : undefined;

const signsInByCertificate = (identity: Identity) =>
  identity.method === 'servicePrincipal' && identity.credential === 'certificate' ? identity : undefined;

const isForNew = ({ servers }: ServerSite, system: OperatingSystem): boolean =>
  servers.state !== 'connected' && servers.os.includes(system);

export const identityRules: readonly Rule<ServerSite>[] = rulesOf<ServerSite>([
  {
    code: 'identity.certificateFileMissing',
    severity: 'error',
    path: 'identity.certificateFile',
    applies: (site) => {
      const principal = signsInByCertificate(site.identity);
      return !!principal && isForNew(site, 'linux') && !principal.certificateFile?.startsWith('/');
    },
    message: 'On Linux the agent reads the certificate from a file, and no path of one is given.',
    fix: 'Write the path on the Linux servers, /etc/arc/onboarding.pem: certificate and private key, without a password.',
    isValueMissing: true,
    source: connectPage,
  },
  {
    code: 'identity.certificateMissing',
    severity: 'error',
    path: 'identity.certificateThumbprint',
    applies: (site) => {
      const principal = signsInByCertificate(site.identity);
      if (!principal || !isForNew(site, 'windows') || principal.certificateThumbprint) return false;
      return principal.certificateFile === undefined || principal.certificateFile.startsWith('/');
    },
    message:
      'On Windows the agent takes the certificate from the certificate store or from a file, and neither is named.',
    fix: 'Write the certificate’s thumbprint, or the path of a .pfx file without a password on the Windows servers.',
    isValueMissing: true,
    source: connectPage,
  },
  {
    code: 'identity.tokenExpires',
    severity: 'info',
    path: 'identity.method',
    applies: ({ identity }) => identity.method === 'accessToken',
    message: 'An access token is valid for about an hour; servers whose script runs later are not connected.',
    fix: 'Get one right before: az account get-access-token. For many servers, use a service principal.',
    source: connectPage,
  },
]);
