import { pageUrl } from '../../../kernel/knowledge/pages';
import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { exitCodes } from './exitCodes';
import { join, mark, nothing, shellTag, type Fragment } from '../writing/fragment';
import { secretOf, type SecretNeed, signInOf } from './onboarding';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);
const { noSecret, noCertificate, connectFailed } = exitCodes;

const code = (text: string): Fragment => ({ text, marks: [] });

export const secretFromEnvironment = ({ variable }: SecretNeed): Fragment => sh`
# The secret is read from the environment or the keyboard and is not passed to child processes.
secret=\${${code(variable)}:-}
unset ${code(variable)}
`;

/** Checks the credential before anything is changed. */
export function credentialReading({ identity }: ServerSite): Fragment {
  const secret = secretOf(identity);
  if (secret) return secretReading(secret, identity.method === 'servicePrincipal');
  return signInOf(identity) === 'certificate' ? certificateTest : nothing;
}

const secretReading = ({ variable, name }: SecretNeed, isPrincipal: boolean): Fragment => sh`
read_secret() {
  if [ -z "$secret" ] && [ -t 0 ]; then
    read -rsp ${isPrincipal ? sh`"Secret of service principal $servicePrincipalId: "` : sh`'Access token: '`} secret || true
    echo
  fi
  [ -n "$secret" ] || stop ${noSecret.code} ${`${name} is missing.`} \
    ${`Run this script in a terminal, or pass ${variable} in the environment`} \
    ${`(sudo: --preserve-env=${variable}).`}
}
`;

const certificateTest = sh`
require_certificate() {
  [ -r "$certificateFile" ] || stop ${noCertificate.code} "The service principal certificate was not found at $certificateFile."
}
`;

export function connecting(site: ServerSite): Fragment {
  const { identity, tags } = site;
  const signIn = signInOf(identity);
  const hasSecret = secretOf(identity) !== undefined;
  const options = [
    sh`--resource-group "$resourceGroup" --tenant-id "$tenantId"`,
    sh`--subscription-id "$subscriptionId" --cloud "$cloud" --location "$location"`,
    usesGateway(site) ? mark('gateway', sh`--gateway-id "$gatewayId"`) : nothing,
    connectionOf(site) === 'privateLink' ? sh`--private-link-scope "$privateLinkScopeId"` : nothing,
    Object.keys(tags).length > 0 ? sh`--tags "$tags"` : nothing,
    sh`--correlation-id "$correlationId"`,
    hasSecret ? sh`--config "$work/connect.json"` : nothing,
    signIn === 'certificate'
      ? sh`--service-principal-id "$servicePrincipalId" --service-principal-cert "$certificateFile"`
      : nothing,
    signIn === 'deviceCode' ? sh`--use-device-code` : nothing,
  ];
  const connect = sh`
connect() {
  echo 'Connecting to Azure...'
  azcmagent connect ${join(options, ' \\\n    ')} ||
    stop ${connectFailed.code} "azcmagent connect failed with exit code $?. AZCM error codes are explained at:" \
      ${pageUrl('agentTroubleshooting')}
}
`;
  return join([hasSecret ? secretFile(identity) : nothing, connect], '\n\n');
}

const secretFile = ({ method }: ServerSite['identity']): Fragment => sh`
# Process arguments are visible to all users; only root can read this file.
write_secret_file() {
  (
    umask 077
    json ${method === 'accessToken' ? sh`access-token "$secret"` : sh`service-principal-id "$servicePrincipalId" service-principal-secret "$secret"`} >"$work/connect.json"
  )
}
`;
