import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { LoopbackAzure } from '../support/loopbackAzure';
import { portOf } from '../support/tlsHost';
import type { ServerOptions } from './server';

/** What VS Code has asked its accounts for. */
interface Asked {
  readonly method: 'get' | 'create' | 'remove';
  readonly scopes?: readonly string[];
  readonly claims?: readonly string[];
  readonly account?: string;
  readonly id?: string;
}

interface Session {
  readonly id: string;
  readonly accessToken: string;
  readonly account: { readonly id: string; readonly label: string };
  readonly scopes: readonly string[];
}

/** The accounts that VS Code has, without Microsoft: who signs in next, and with what tokens. */
export interface Accounts extends AsyncDisposable {
  /** Puts these accounts where VS Code's own are. */
  readonly options: Required<Pick<ServerOptions, 'extensions' | 'args' | 'env'>>;
  readonly asked: readonly Asked[];
  /** Who signs in on the page that is opened next. */
  next: string;
  /** Whether what Azure demands of a token can be met without the person. */
  meetsDemands: boolean;
  /** Leaves the page alone on which it is to sign in. */
  isHesitant: boolean;
  /** Ends what such a page waits for, as VS Code's own provider does after a while; until then VS Code asks for nothing. */
  leavePages(): void;
}

const extension = 'vscode.microsoft-authentication';

export async function startAccounts({ entra }: Pick<LoopbackAzure, 'entra'>): Promise<Accounts> {
  const asked: Asked[] = [];
  const signedIn = new Set<string>();
  const sessions = new Map<string, Session>();

  const sessionOf = (account: string, scopes: readonly string[], isFresh: boolean): Session => {
    const key = [account, ...scopes].join(' ');
    const known = sessions.get(key);
    if (known && !isFresh) return known;
    const id = known?.id ?? randomUUID();
    const session = {
      id,
      accessToken: entra.issue(account),
      account: { id: `id-of-${account}`, label: account },
      scopes,
    };
    sessions.set(key, session);
    return session;
  };
  const answer = (request: Asked): unknown => {
    const { method, scopes = [], claims, account, id } = request;
    asked.push(request);
    if (method === 'create') {
      signedIn.add(accounts.next);
      return sessionOf(accounts.next, scopes, true);
    }
    if (method === 'remove') {
      const removed = [...sessions.values()].find((session) => session.id === id);
      if (!removed) throw new Error('There is no such session.');
      signedIn.delete(removed.account.label);
      for (const [key, session] of sessions) if (session.account.label === removed.account.label) sessions.delete(key);
      return removed;
    }
    if (claims && !accounts.meetsDemands) return [];
    const wanted = [...signedIn].filter((each) => account === undefined || each === account);
    return wanted.map((each) => sessionOf(each, scopes, claims !== undefined));
  };

  const pages: ServerResponse[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const method = (request.url ?? '').slice(1) as Asked['method'];
      if (method === 'create' && accounts.isHesitant) pages.push(response);
      else response.end(JSON.stringify(answer({ ...(JSON.parse(body) as object), method })));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accounts: Accounts = {
    options: {
      // The later version stands in for the one that VS Code brings.
      extensions: { [`${extension}-99.0.0`]: join(import.meta.dirname, 'accountsExtension') },
      args: ['--enable-proposed-api', extension],
      env: { LOOPBACK_ACCOUNTS: `http://127.0.0.1:${portOf(server.address())}` },
    },
    asked,
    next: '',
    meetsDemands: true,
    isHesitant: false,
    leavePages() {
      for (const page of pages.splice(0)) page.writeHead(408).end('{ "message": "Timed out waiting for the page." }');
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return accounts;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
