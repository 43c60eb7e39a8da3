import * as vscode from 'vscode';
import { ArcError, type Cloud } from '../core';

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

/** The Microsoft account that VS Code is signed in with, as the one who reads a cloud and perhaps a certain tenant. */
export class Account {
  constructor(
    private readonly cloud: Cloud,
    private readonly tenantId: string | undefined,
  ) {}

  /** Never asks: signing in is a command of its own. `claims` is what Azure demands beyond the scopes, as JSON. */
  async token(claims?: string): Promise<Token> {
    const session = await this.session({ silent: true }, claims);
    if (!session)
      throw new ArcError({ code: 'SignedOut' }, 'Nobody is signed in to Azure. Sign in to see your gateways.');
    return { token: session.accessToken, expiresOn: Date.now() + assumedLifetime };
  }

  /** The address of whoever is signed in; undefined when nobody is. */
  async label(): Promise<string | undefined> {
    return (await this.session({ silent: true }))?.account.label;
  }

  /** The account that is signed in, as VS Code names it; undefined when none is. */
  async id(): Promise<string | undefined> {
    return (await this.session({ silent: true }))?.account.id;
  }

  /** Asks the person to sign in, or to choose another account. */
  async signIn(): Promise<void> {
    await this.session({ createIfNone: true, clearSessionPreference: true });
  }

  private async session(
    options: vscode.AuthenticationGetSessionOptions,
    claims?: string,
  ): Promise<vscode.AuthenticationSession | undefined> {
    const provider = this.provider();
    // VS Code takes the tenant as a scope of its own; Azure never sees it.
    const scopes = [this.cloud.scope, ...(this.tenantId === undefined ? [] : [`VSCODE_TENANT:${this.tenantId}`])];
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

/** What VS Code's own setting calls the clouds. */
const sovereignName: Readonly<Record<Cloud['name'], string | undefined>> = {
  AzureCloud: undefined,
  AzureUSGovernment: 'USGovernment',
  AzureChinaCloud: 'ChinaCloud',
  custom: 'custom',
};
