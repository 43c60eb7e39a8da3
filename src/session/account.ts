import * as vscode from 'vscode';
import { ArcError, cancelled, isArcError } from '../kernel/errors';
import type { Cloud } from '../kernel/knowledge/clouds';
import { signInError } from '../kernel/knowledge/signInError';
import { redact } from '../kernel/redact';
import { raceWithAbort } from '../kernel/raceWithAbort';

/** VS Code signs people in to the public cloud and to all others by two providers. */
const providerOf = ({ name }: Cloud): string => (name === 'AzureCloud' ? 'microsoft' : sovereignProvider);
const sovereignProvider = 'microsoft-sovereign-cloud';

/** An access token and the moment it ends, in milliseconds since 1970. */
export interface Token {
  readonly token: string;
  readonly expiresOn: number;
}

// VS Code renews the session's token by itself and does not say when it ends; asking again is cheap.
const assumedLifetime = 5 * 60_000;

/**
 * What Azure demands of a token beyond the scopes and VS Code cannot get without the person, as JSON, by who is asked for
 * what. The next sign-in brings it; a session that is there already would not do.
 */
const demands = new Map<string, string>();

/** The Microsoft account that VS Code is signed in with, as the one who reads a cloud and perhaps a certain tenant. */
export class Account {
  /** Who was signed in last, as far as this object knows. */
  private known: vscode.AuthenticationSessionAccountInformation | undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly tenantId: string | undefined,
  ) {}

  /** Never asks: signing in is a command of its own. `claims` is what Azure demands beyond the scopes, as JSON. */
  async token(claims?: string): Promise<Token> {
    const session = await this.current(claims);
    if (session) return { token: session.accessToken, expiresOn: Date.now() + assumedLifetime };
    if (claims === undefined)
      throw new ArcError({ code: 'SignedOut' }, 'Nobody is signed in to Azure. Sign in to see your gateways.');
    demands.set(this.key, claims);
    throw new ArcError(
      { code: 'SignedOut', obstacle: 'signedOut' },
      'Azure wants another proof of who you are. Sign in to Azure again.',
    );
  }

  /** The address of whoever is signed in; undefined when nobody is. */
  async label(): Promise<string | undefined> {
    return (await this.current())?.account.label;
  }

  /** The account that is signed in, as VS Code names it; undefined when none is. */
  async id(): Promise<string | undefined> {
    return (await this.current())?.account.id;
  }

  /** Asks the person to sign in, or to choose another account. */
  async signIn(signal: AbortSignal): Promise<void> {
    const asking = this.session({ createIfNone: true, clearSessionPreference: true }, demands.get(this.key));
    try {
      // VS Code waits for the page in the browser, and cannot be told that nobody does any more.
      await raceWithAbort(asking, signal);
    } catch (thrown) {
      throw signInFailure(thrown);
    }
    demands.delete(this.key);
  }

  /**
   * The session that VS Code gives without asking. Of several accounts it gives none while it knows no favourite, and a
   * sign-in that was given up takes the favourite away: then it is whoever it was.
   */
  private async current(claims?: string): Promise<vscode.AuthenticationSession | undefined> {
    const account = this.known;
    const favourite = await this.session({ silent: true }, claims);
    const session = favourite ?? (account && (await this.session({ silent: true, account }, claims)));
    this.known = session?.account ?? account;
    return session;
  }

  private get key(): string {
    return [providerOf(this.cloud), ...this.scopes].join(' ');
  }

  private get scopes(): readonly string[] {
    // VS Code takes the tenant as a scope of its own; Azure never sees it.
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
    if (provider !== sovereignProvider || setting === wanted) return provider;
    throw new ArcError(
      { code: 'SignedOut' },
      `VS Code signs in to ${this.cloud.display} once “microsoft-sovereign-cloud.environment” is “${wanted}”. Set it, or choose another way to sign in.`,
    );
  }
}

// What VS Code and its provider throw where the person does not go on; the words are all that comes here.
const refusal = /^user did not consent|^(?:user )?cancell?ed\b/i;

function signInFailure(thrown: unknown): ArcError {
  if (isArcError(thrown)) return thrown;
  const said = redact(thrown instanceof Error ? thrown.message : String(thrown));
  if (refusal.test(said)) return cancelled();
  return signInError(said) ?? new ArcError({ code: 'SignedOut' }, `VS Code could not sign in to Azure: ${said}`);
}

/** What VS Code's own setting calls the clouds. */
const sovereignName: Readonly<Record<Cloud['name'], string | undefined>> = {
  AzureCloud: undefined,
  AzureUSGovernment: 'USGovernment',
  AzureChinaCloud: 'ChinaCloud',
  custom: 'custom',
};
