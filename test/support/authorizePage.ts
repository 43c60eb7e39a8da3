import { createHash, randomUUID } from 'node:crypto';
import type { Answer } from './loopbackFaults';

interface Issued {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly scope: string;
}

/**
 * The page on which a person signs in, and the codes that leave it: the authorization code flow with PKCE
 * (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow), for programs that listen on localhost.
 */
export class AuthorizePage {
  private readonly codes = new Map<string, Issued>();

  /** The page with its two buttons; what is wrong with the address is a page of its own, as Entra does it. */
  show(asked: URLSearchParams): Answer {
    const get = (name: string): string => asked.get(name) ?? '';
    const redirectUri = get('redirect_uri');
    const isKnown =
      get('response_type') === 'code' &&
      get('response_mode') === 'form_post' &&
      get('code_challenge_method') === 'S256' &&
      /^http:\/\/localhost:\d+$/.test(redirectUri);
    if (!isKnown) return page(400, '<p>AADSTS900144: The request is not one of this flow.</p>');
    const code = randomUUID();
    this.codes.set(code, { challenge: get('code_challenge'), redirectUri, scope: get('scope') });
    const state = get('state');
    const denial = { error: 'access_denied', error_description: 'The person went back.', state };
    return page(200, form(redirectUri, 'Sign in', { code, state }) + form(redirectUri, 'Cancel', denial));
  }

  /** The scope that the code was asked for; undefined when it is not good, or is not asked back by who asked for it. */
  redeem(form: URLSearchParams): string | undefined {
    const code = form.get('code') ?? '';
    const issued = this.codes.get(code);
    if (!issued) return undefined;
    const proof = createHash('sha256').update(form.get('code_verifier') ?? '');
    if (issued.challenge !== proof.digest('base64url')) return undefined;
    if (issued.redirectUri !== form.get('redirect_uri')) return undefined;
    this.codes.delete(code);
    return issued.scope;
  }
}

const page = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html><title>Sign in to the loopback Entra</title>${body}`,
});

const form = (action: string, button: string, fields: Readonly<Record<string, string>>): string => {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  return `<form method="post" action="${action}">${inputs.join('')}<button>${button}</button></form>`;
};

/** Does what a browser does for a person who presses one of the page's buttons; what the program then shows. */
export async function pressOnPage(address: string, button: 'Sign in' | 'Cancel'): Promise<string> {
  const { action, fields } = await readPage(address, button);
  return (await fetch(action, { method: 'POST', body: fields })).text();
}

/** Where a button sends what. */
export async function readPage(
  address: string,
  button: 'Sign in' | 'Cancel',
): Promise<{ readonly action: string; readonly fields: URLSearchParams }> {
  const text = await (await fetch(address)).text();
  const [, action, inputs] =
    new RegExp(`<form method="post" action="([^"]+)">((?:<input[^>]+>)*)<button>${button}<`).exec(text) ?? [];
  if (action === undefined || inputs === undefined) throw new Error(`There is no “${button}” on this page:\n${text}`);
  const fields = [...inputs.matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  return {
    action,
    fields: new URLSearchParams(fields.map(([, name = '', value = '']): [string, string] => [name, value])),
  };
}
