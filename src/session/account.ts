import * as vscode from 'vscode';
import { type ArcError, canceled, isArcError } from '../kernel/errors';
import type { Cloud } from '../kernel/knowledge/clouds';
import { signInError } from '../kernel/knowledge/signInError';
import { redact } from '../kernel/redact';
import { raceWithAbort } from '../kernel/raceWithAbort';
import { notSignedIn, otherSovereignCloud, signInFailed, verificationRequired } from './errors';

/** One for the public cloud, one for all others. */
const providerOf = ({ name }: Cloud): string => (name === 'AzureCloud' ? 'microsoft' : sovereignProvider);
const sovereignProvider = 'microsoft-sovereign-cloud';

/** `expiresOn`: Unix milliseconds. */
export interface Token {
  readonly token: string;
  readonly expiresOn: number;
}

// VS Code renews tokens but hides their expiry; asking again is cheap.
const assumedLifetime = 5 * 60_000;

/** JSON by provider and scopes; need an interactive sign-in. */
const claimsChallenges = new Map<string, string>();

/** VS Code’s Microsoft account, per cloud and optional tenant. */
export class Account {
  /** Of the latest session. */
  private known: vscode.AuthenticationSessionAccountInformation | undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly tenantId: string | undefined,
  ) {}

  /** Never prompts. `claims`: Azure’s claims challenge, JSON. */
  async token(claims?: string): Promise<Token> {
    const session = await this.current(claims);
    if (session) return { token: session.accessToken, expiresOn: Date.now() + assumedLifetime };
    if (claims === undefined) throw notSignedIn();
    claimsChallenges.set(this.key, claims);
    throw verificationRequired();
  }

  /** Undefined when signed out. */
  async label(): Promise<string | undefined> {
    return (await this.current())?.account.label;
  }

  /** Undefined when signed out. */
  async id(): Promise<string | undefined> {
    return (await this.current())?.account.id;
  }

  /** Prompts, also to switch accounts. */
  async signIn(signal: AbortSignal): Promise<void> {
    const asking = this.session({ createIfNone: true, clearSessionPreference: true }, claimsChallenges.get(this.key));
    try {
      // VS Code’s prompt can’t be canceled.
      await raceWithAbort(asking, signal);
    } catch (thrown) {
      throw signInFailure(thrown);
    }
    claimsChallenges.delete(this.key);
  }

  /** Never prompts. A canceled sign-in clears VS Code’s preferred account, so the latest one is the fallback. */
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
    // VS Code’s own; not sent to Azure.
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

// Thrown on cancel, without a code.
const canceledByPerson = /^user did not consent|^(?:user )?cancel(?:ed|led)\b/i;

function signInFailure(thrown: unknown): ArcError {
  if (isArcError(thrown)) return thrown;
  const said = redact(thrown instanceof Error ? thrown.message : String(thrown));
  if (canceledByPerson.test(said)) return canceled();
  return signInError(said) ?? signInFailed(said);
}

/** Of VS Code’s own setting. */
const sovereignName: Readonly<Record<Cloud['name'], string | undefined>> = {
  AzureCloud: undefined,
  AzureUSGovernment: 'USGovernment',
  AzureChinaCloud: 'ChinaCloud',
  custom: 'custom',
};
