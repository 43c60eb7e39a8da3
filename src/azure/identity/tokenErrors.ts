import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import * as l10n from '@vscode/l10n';
import { type ArcError, isArcError } from '../../kernel/errors';
import { azLogin } from '../../kernel/knowledge/azLogin';
import { signInError } from '../../kernel/knowledge/signInError';
import { redact } from '../../kernel/redact';
import { temporaryProblem } from '../errors';
import { networkError, proxyError } from '../networkErrors';
import { noToken } from './errors';
import { type MethodContext, methodError } from './methodErrors';
import type { SignInMethod } from './methods';

const retrySeconds = 30;

/** The library reduces failed authority requests to “network_error”. */
export class AuthorityMonitor {
  private failure: ArcError | undefined;

  readonly policy: PipelinePolicy = {
    name: 'arcGatewayAuthority',
    sendRequest: async (request, next) => {
      this.failure = undefined;
      const { host } = new URL(request.url);
      try {
        const response = await next(request);
        const { status } = response;
        if (status === 407) this.failure = proxyError(host, status);
        // The library drops this detail, such as an unknown tenant.
        else if (status === 400) this.failure = signInError(response.bodyAsText ?? '');
        else if (status === 429 || status >= 500) this.failure = temporaryProblem(host, status, retrySeconds);
        return response;
      } catch (thrown) {
        this.failure = networkError(thrown, host);
        throw thrown;
      }
    },
  };

  /** Of the last request. */
  get problem(): ArcError | undefined {
    return this.failure;
  }
}

const advice: Readonly<Record<Exclude<SignInMethod['kind'], 'azureCli'>, string>> = {
  environment: l10n.t(
    'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or AZURE_CLIENT_CERTIFICATE_PATH) where VS Code starts, or choose another sign-in method.',
  ),
  deviceCode: l10n.t('Sign in to Azure.'),
  browser: l10n.t('Sign in to Azure.'),
  servicePrincipal: l10n.t('Store the service principal again.'),
  managedIdentity: l10n.t(
    'A managed identity is available only where VS Code’s extension host runs in Azure or on an Arc-enabled machine; behind a proxy, “http.noProxy” must include 169.254.169.254. Choose another sign-in method.',
  ),
};

function adviceFor({ kind, tenantId }: MethodContext): string {
  if (kind !== 'azureCli') return advice[kind];
  const login = azLogin(tenantId);
  return tenantId === undefined
    ? l10n.t`Run “${login}” where this extension runs, then refresh.`
    : l10n.t`Run “${login}” where this extension runs, then refresh, or choose another tenant.`;
}

/** Keeps only the message, because some errors hold the secret. */
export function tokenError(thrown: unknown, method: MethodContext, authority: AuthorityMonitor): ArcError {
  if (isArcError(thrown)) return thrown;
  const whole = thrown instanceof Error ? thrown.message : String(thrown);
  const said = redact(whole);
  return signInError(said) ?? authority.problem ?? methodError(whole, method) ?? noToken(adviceFor(method), said);
}
