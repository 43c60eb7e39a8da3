import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { ArcError, isArcError } from '../../kernel/errors';
import { azLogin } from '../../kernel/knowledge/azLogin';
import { signInError } from '../../kernel/knowledge/signInError';
import { redact } from '../../kernel/redact';
import { networkError, proxyError } from '../networkErrors';
import type { Method } from './methods';
import { type Way, wayError } from './wayErrors';

/** Remembers why the way to the authority failed: the library keeps no more of it than “network_error”. */
export class WayToAuthority {
  private failure: ArcError | undefined;

  readonly policy: PipelinePolicy = {
    name: 'arcGatewayAuthority',
    sendRequest: async (request, next) => {
      this.failure = undefined;
      const { host } = new URL(request.url);
      try {
        const response = await next(request);
        if (response.status === 407) this.failure = proxyError(host, response.status);
        // The library says nothing of what it reads here, such as that there is no such tenant.
        else if (response.status === 400) this.failure = signInError(response.bodyAsText ?? '');
        else if (response.status === 429 || response.status >= 500) this.failure = passing(host, response.status);
        return response;
      } catch (thrown) {
        this.failure = networkError(thrown, host);
        throw thrown;
      }
    },
  };

  /** The failure since the last request that was answered. */
  get problem(): ArcError | undefined {
    return this.failure;
  }
}

const retrySeconds = 30;

const passing = (host: string, status: number): ArcError =>
  new ArcError(
    { code: 'Throttled', retryAfterSeconds: retrySeconds },
    `${host} has a passing problem (HTTP ${status}). Try again in ${retrySeconds} seconds.`,
  );

const advice: Readonly<Record<Exclude<Method['kind'], 'azureCli'>, string>> = {
  environment:
    'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or AZURE_CLIENT_CERTIFICATE_PATH) where VS Code starts, or choose another way to sign in.',
  deviceCode: 'Sign in to Azure.',
  browser: 'Sign in to Azure.',
  servicePrincipal: 'Store the service principal again.',
  managedIdentity:
    'A managed identity exists only where VS Code’s extension host runs in Azure or on an Arc machine; behind a proxy, “http.noProxy” has to name 169.254.169.254. Choose another way to sign in.',
};

const adviceFor = ({ kind, tenantId }: Way): string => {
  if (kind !== 'azureCli') return advice[kind];
  const others = tenantId === undefined ? '' : ', or choose another tenant';
  return `Run “${azLogin(tenantId)}” where this extension runs, and refresh${others}.`;
};

/** Maps what the library throws. Some of its errors hold the request, and that holds the secret: only words are kept. */
export function tokenError(thrown: unknown, way: Way, authority: WayToAuthority): ArcError {
  if (isArcError(thrown)) return thrown;
  const whole = thrown instanceof Error ? thrown.message : String(thrown);
  const said = redact(whole);
  const known = signInError(said) ?? authority.problem ?? wayError(whole, way);
  if (known) return known;
  return new ArcError({ code: 'SignedOut' }, `There is no token for Azure. ${adviceFor(way)}`, {
    cause: new Error(said),
  });
}
