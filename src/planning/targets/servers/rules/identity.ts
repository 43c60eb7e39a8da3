import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../../kernel/knowledge/pages';
import type { OperatingSystem } from '../../../../kernel/resources';
import type { ServerSite } from '../../../site';
import { type Rule, rulesOf } from '../../../rules';

const connectPage = pageSource('agentConnect');

const signsInByCertificate = (identity: ServerSite['identity']) =>
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
    message: l10n.t('On Linux, the agent reads the certificate from a file, but no path is set.'),
    fix: l10n.t`Enter the file’s path on the Linux servers, for example ${'/etc/arc/onboarding.pem'}. The file must contain the certificate and its private key, without a password.`,
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
    message: l10n.t(
      'On Windows, the agent reads the certificate from the certificate store or from a file, but neither is set.',
    ),
    fix: l10n.t(
      'Enter the certificate’s thumbprint, or the path of a .pfx file without a password on the Windows servers.',
    ),
    isValueMissing: true,
    source: connectPage,
  },
]);
