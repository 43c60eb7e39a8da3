import * as vscode from 'vscode';
import { ArcError } from '../core';

const provider = 'microsoft';

/** An access token and the moment it ends, in milliseconds since 1970. */
export interface Token {
  readonly token: string;
  readonly expiresOn: number;
}

// VS Code renews the session's token by itself and does not say when it ends; asking again is cheap.
const assumedLifetime = 5 * 60_000;

/** A token of the Microsoft account that VS Code is signed in with. Never asks: signing in is a command of its own. */
export async function accountToken(scopes: readonly string[]): Promise<Token> {
  const session = await findSession(scopes, { silent: true });
  if (!session)
    throw new ArcError({ code: 'SignedOut' }, 'Nobody is signed in to Azure. Sign in to see your gateways.');
  return { token: session.accessToken, expiresOn: Date.now() + assumedLifetime };
}

/** Asks the person to sign in, or to choose another account. */
export async function signIn(scopes: readonly string[]): Promise<void> {
  await findSession(scopes, { createIfNone: true, clearSessionPreference: true });
}

async function findSession(
  scopes: readonly string[],
  options: vscode.AuthenticationGetSessionOptions,
): Promise<vscode.AuthenticationSession | undefined> {
  try {
    return await vscode.authentication.getSession(provider, scopes, options);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ArcError({ code: 'SignedOut' }, `VS Code could not sign in to Azure: ${message}`, { cause });
  }
}

export function onDidChangeAccount(listener: () => void): vscode.Disposable {
  return vscode.authentication.onDidChangeSessions((change) => {
    if (change.provider.id === provider) listener();
  });
}
