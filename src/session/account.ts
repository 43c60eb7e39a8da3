import * as vscode from 'vscode';
import { type ArcError, cancelled, isArcError } from '../kernel/errors';
import type { Cloud } from '../kernel/knowledge/clouds';
import { signInError } from '../kernel/knowledge/signInError';
import { redact } from '../kernel/redact';
import { raceWithAbort } from '../kernel/raceWithAbort';
import { notSignedIn, otherSovereignCloud, signInFailed, verificationRequired } from './errors';

/** VS Code has one provider for the public cloud, and one for all others. */
const providerOf = ({ name }: Cloud): string => (name === 'AzureCloud' ? 'microsoft' : sovereignProvider);
const sovereignProvider = 'microsoft-sovereign-cloud';

/** An access token; `expiresOn` in Unix milliseconds. */
export interface Token {
  readonly token: string;
  readonly expiresOn: number;
}

// VS Code renews the token by itself and does not say when it expires; asking again is cheap.
const assumedLifetime = 5 * 60_000;

/** Claims challenges of Azure that need an interactive sign-in, as JSON, by provider and scopes. */
const claimsChallenges = new Map<string, string>();

/** The Microsoft account that VS Code is signed in with, for a cloud and perhaps a tenant. */
export class Account {
  /** The account of the latest session. */
  private known: vscode.AuthenticationSessionAccountInformation | undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly tenantId: string | undefined,
  ) {}

  /** Never asks the person. `claims`: Azure's claims challenge, as JSON. */
  async token(claims?: string): Promise<Token> {
    const session = await this.current(claims);
    if (session) return { token: session.accessToken, expiresOn: Date.now() + assumedLifetime };
    if (claims === undefined) throw notSignedIn();
    claimsChallenges.set(this.key, claims);
    throw verificationRequired();
  }

  /** The account's address; undefined when signed out. */
  async label(): Promise<string | undefined> {
    return (await this.current())?.account.label;
  }

  /** VS Code's id of the account; undefined when signed out. */
  async id(): Promise<string | undefined> {
    return (await this.current())?.account.id;
  }

  /** Asks the person to sign in, or to choose another account. */
  async signIn(signal: AbortSignal): Promise<void> {
    const asking = this.session({ createIfNone: true, clearSessionPreference: true }, claimsChallenges.get(this.key));
    try {
      // VS Code waits for the browser, and cannot be canceled.
      await raceWithAbort(asking, signal);
    } catch (thrown) {
      throw signInFailure(thrown);
    }
    claimsChallenges.delete(this.key);
  }

  /**
   * The session without asking. Of several accounts VS Code gives the preferred one only, and a canceled sign-in clears
   * that preference: then the latest account is used.
   */
  private async current(claims?: string): Promise<vscode.AuthenticationSession | undefined> {
    const account = this.known;
    const preferred = await this.session({ silent: true }, claims);
    const session = preferred ?? (account && (await this.session({ silent: true, account }, claims)));
    this.known = session?.account ?? account;
    return session;
  }

  private get key(): string {
    return [providerOf(this.cloud), ...this.scopes].join(' ');
  }

  private get scopes(): readonly string[] {
    // VS Code's own scope for the tenant; Azure never sees it.
    return [this.cloud.scope, ...(this.tenantId === undefined ? [] : [`VSCODE_TENANT:${this.tenantId}`])];
  }

  private async session(
    options: vscode.AuthenticationGetSessionOptions,
    claims?: string,
  ): Promise<vscode.AuthenticationSession | undefined> {
    const provider = this.provider();
    const { scopes } = this;
    if (claims === undefined) return vscode.authentication.getSession(provider, scopes, options);
    const wwwAuthenticate = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    return vscode.authentication.getSession(provider, { wwwAuthenticate, fallbackScopes: scopes }, options);
  }

  private provider(): string {
    const provider = providerOf(this.cloud);
    const wanted = sovereignName[this.cloud.name];
    const setting = vscode.workspace.getConfiguration(sovereignProvider).get<string>('environment');
    if (wanted === undefined || setting === wanted) return provider;
    throw otherSovereignCloud(this.cloud.display, wanted);
  }
}

// VS Code and its provider throw these, without a code, when the person cancels.
const canceledByPerson = /^user did not consent|^(?:user )?cancell?ed\b/i;

function signInFailure(thrown: unknown): ArcError {
  if (isArcError(thrown)) return thrown;
  const said = redact(thrown instanceof Error ? thrown.message : String(thrown));
  if (canceledByPerson.test(said)) return cancelled();
  return signInError(said) ?? signInFailed(said);
}

/** Values of VS Code's own setting. */
const sovereignName: Readonly<Record<Cloud['name'], string | undefined>> = {
  AzureCloud: undefined,
  AzureUSGovernment: 'USGovernment',
  AzureChinaCloud: 'ChinaCloud',
  custom: 'custom',
};
