'use strict';
const vscode = require('vscode');

/** Asks the test, which plays Microsoft Entra and the person in front of its pages. */
async function ask(method, body) {
  const response = await fetch(`${process.env.LOOPBACK_ACCOUNTS}/${method}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(answer.message);
}

exports.activate = (context) => {
  const changed = new vscode.EventEmitter();
  const created = async (method, body) => {
    const session = await ask(method, body);
    changed.fire({ added: [session], removed: [], changed: [] });
    return session;
  };
  const claimsOf = ({ challenges }) => challenges.map(({ params }) => params.claims);
  const provider = {
    onDidChangeSessions: changed.event,
    getSessions: (scopes, { account } = {}) => ask('get', { scopes, account: account?.label }),
    createSession: (scopes) => created('create', { scopes }),
    getSessionsFromChallenges: (request, { account } = {}) =>
      ask('get', { scopes: request.fallbackScopes, claims: claimsOf(request), account: account?.label }),
    createSessionFromChallenges: (request) =>
      created('create', { scopes: request.fallbackScopes, claims: claimsOf(request) }),
    async removeSession(id) {
      const session = await ask('remove', { id });
      changed.fire({ added: [], removed: [session], changed: [] });
    },
  };
  const { registerAuthenticationProvider } = vscode.authentication;
  const options = { supportsMultipleAccounts: true, supportsChallenges: true };
  context.subscriptions.push(registerAuthenticationProvider('microsoft-sovereign-cloud', 'custom', provider, options));
};
