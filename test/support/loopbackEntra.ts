import { randomUUID } from 'node:crypto';
import { AuthorizePage } from './authorizePage';
import type { Answer, Faults } from './loopbackFaults';

/** The one service principal that the loopback tenant knows. */
export const knownPrincipal = {
  tenantId: '8b1f4e62-3c0d-4a57-9f2e-6d5c1a7b9e30',
  clientId: '5d0c7f1a-6b2e-4f39-8a41-c3e9b7d20f64',
  secret: 'Loop~back.Secret_7fQ2x',
} as const;

/**
 * Microsoft Entra: the endpoints that a service principal's sign-in asks for, the device code's and the browser's. Its
 * tokens look like Entra's, so that a search for one in a log finds it.
 */
export class LoopbackEntra {
  private readonly valid = new Map<string, { readonly ends: number; readonly account: string | undefined }>();
  private readonly issued: string[] = [];
  private readonly refreshTokens = new Set<string>();
  private readonly page = new AuthorizePage();
  /** Seconds that a token lasts. */
  lifetime = 3600;
  /** Whether a token that was revoked is answered with what a new one has to claim. */
  demandsNewTokens = false;
  /** Whether the person has entered the device code. */
  isCodeEntered = false;
  /** What it says instead of its usual words where it gives out a device code. */
  deviceCode: Readonly<Record<'user_code' | 'verification_uri', string>> | undefined;

  constructor(private readonly faults: Faults) {}

  /** Every token given out so far, for Azure and for its renewal. */
  get tokens(): readonly string[] {
    return this.issued;
  }

  accepts(authorization: string): boolean {
    const token = this.valid.get(authorization.replace(/^Bearer /, ''));
    return token !== undefined && token.ends > Date.now();
  }

  /** Whose token this is; undefined where it is nobody's in particular. */
  accountOf(authorization: string): string | undefined {
    return this.valid.get(authorization.replace(/^Bearer /, ''))?.account;
  }

  /** No token given out so far is good any more; with `demands`, Azure then asks the client for a new one. */
  revokeAll(demands: boolean): void {
    this.demandsNewTokens = demands;
    this.valid.clear();
  }

  /** The answer of Entra at this address, which its own links repeat; undefined when the path is not one of its. */
  answer({ origin, pathname: path, searchParams }: URL, form: URLSearchParams): Answer | undefined {
    const [, tenant = '', action = ''] =
      /^\/([^/]+)(\/v2\.0\/\.well-known\/openid-configuration|\/oauth2\/v2\.0\/\w+)$/.exec(path) ?? [];
    if (path === '/common/discovery/instance') return json(200, discovery(origin));
    if (action.endsWith('openid-configuration')) {
      if (tenant !== knownPrincipal.tenantId && tenant !== 'organizations')
        return refusal(400, 'invalid_tenant', 90002);
      return json(200, configuration(`${origin}/${tenant}`));
    }
    if (action.endsWith('/devicecode')) return json(200, { ...deviceCode(origin), ...this.deviceCode });
    if (action.endsWith('/authorize')) return this.page.show(searchParams);
    return action.endsWith('/token') ? this.token(form) : undefined;
  }

  private token(form: URLSearchParams): Answer {
    if (this.faults.refusal !== undefined) return refusal(400, 'invalid_grant', this.faults.refusal);
    const grantType = form.get('grant_type') ?? '';
    if (grantType.endsWith('device_code')) {
      return this.isCodeEntered ? this.grantToPerson(form.get('scope')) : json(400, { error: 'authorization_pending' });
    }
    if (grantType === 'authorization_code') {
      const scope = this.page.redeem(form);
      return scope === undefined ? refusal(400, 'invalid_grant', 54005) : this.grantToPerson(scope);
    }
    if (grantType === 'refresh_token') {
      const isKnown = this.refreshTokens.delete(form.get('refresh_token') ?? '');
      return isKnown ? this.grantToPerson(form.get('scope')) : refusal(400, 'invalid_grant', 50173);
    }
    if (form.get('client_id') !== knownPrincipal.clientId) return refusal(400, 'unauthorized_client', 700016);
    const isProven = form.get('client_secret') === knownPrincipal.secret || form.has('client_assertion');
    return isProven ? this.grant() : refusal(401, 'invalid_client', 7000215);
  }

  /** A new token, for tests that bypass these endpoints; of an account if given. */
  issue(account?: string): string {
    const token = jwt({ tid: knownPrincipal.tenantId, jti: randomUUID() });
    this.valid.set(token, { ends: Date.now() + this.lifetime * 1000, account });
    this.issued.push(token);
    return token;
  }

  private grantToPerson(scope: string | null): Answer {
    const refreshToken = `0.loopback-${randomUUID()}`;
    this.refreshTokens.add(refreshToken);
    this.issued.push(refreshToken);
    return this.grant({ ...personal(scope), refresh_token: refreshToken });
  }

  private grant(more: object = {}): Answer {
    const ends = { expires_in: this.lifetime, ext_expires_in: this.lifetime };
    return json(200, { token_type: 'Bearer', ...ends, access_token: this.issue(), ...more });
  }
}

const deviceCode = (origin: string): object => ({
  device_code: 'device',
  user_code: 'LOOP1234',
  verification_uri: `${origin}/devicelogin`,
  expires_in: 900,
  interval: 1,
  message: '',
});

const discovery = (origin: string): object => ({
  tenant_discovery_endpoint: `${origin}/organizations/v2.0/.well-known/openid-configuration`,
  'api-version': '1.1',
  metadata: [],
});

const configuration = (base: string): object => ({
  issuer: `${base}/v2.0`,
  authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
  token_endpoint: `${base}/oauth2/v2.0/token`,
  device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
  jwks_uri: `${base}/keys`,
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object): string =>
  `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.${part({ signed: false })}`;

/** What a person's sign-in has beside the access token. */
const personal = (scope: string | null): object => ({
  id_token: jwt({ oid: 'person', tid: knownPrincipal.tenantId, preferred_username: 'someone@contoso.example' }),
  client_info: part({ uid: 'person', utid: knownPrincipal.tenantId }),
  scope,
});

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const refusal = (status: number, error: string, code: number): Answer =>
  json(status, {
    error,
    error_description: `AADSTS${code}: Refused. Trace ID: 0000aaaa Correlation ID: aaaa0000 Timestamp: 2026-01-01 00:00:00Z`,
    error_codes: [code],
  });
