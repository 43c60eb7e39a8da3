import * as l10n from '@vscode/l10n';
import { ArcError, type UnreachableCause } from '../kernel/errors';
import { redact } from '../kernel/redact';
import type { AssociableKind } from '../kernel/resources';
import { alternatives, formatNumber } from '../kernel/text/phrases';

/** Localized. */
export interface Purpose {
  /** `Read gateway gw-hub`. */
  readonly action: string;
  /** `Reader role on the gateway`. */
  readonly needs: string;
  /** Subject of a 404: `Gateway gw-hub`. */
  readonly resource: string;
}

const shownCharacters = 500;

export function excerpt(message: string): string {
  if (message.length <= shownCharacters) return message;
  const shown = message.slice(0, shownCharacters).replace(/[\ud800-\udbff]$/, '');
  return l10n.t`${shown}… (${formatNumber(message.length)} characters; the log has the full text)`;
}

const withAzureMessage = (sentence: string, message: string | undefined): string =>
  message ? `${sentence} ${l10n.t`Azure says: ${excerpt(message)}`}` : sentence;

export const foreignLink = (): ArcError =>
  new ArcError({ code: 'Unsupported' }, l10n.t('Azure’s response links to a host that is not Azure.'));

export const unexpectedBody = ({ action }: Pick<Purpose, 'action'>, differences: string): ArcError =>
  new ArcError(
    { code: 'Bug' },
    l10n.t`${action}: unexpected response from Azure. This version of the extension does not know its format.`,
    { cause: new Error(differences) },
  );

export const unexpectedStatus = ({ action }: Purpose, status: number, says?: string): ArcError =>
  new ArcError(
    { code: 'Bug' },
    withAzureMessage(l10n.t`${action}: unexpected response from Azure (HTTP ${status}).`, says),
  );

export const requestFailed = (host: string, reason: string): ArcError =>
  new ArcError({ code: 'Bug' }, l10n.t`The request to ${host} failed: ${excerpt(reason)}`, {
    cause: new Error(reason),
  });

export const gatewayWithoutId = (): ArcError =>
  new ArcError({ code: 'Bug' }, l10n.t('Azure returned a gateway whose ID cannot be read.'));

export const notSignedIn = (): ArcError =>
  new ArcError({ code: 'SignedOut' }, l10n.t('You are not signed in to Azure. Sign in, then try again.'));

export const noToken = (reason: string): ArcError =>
  new ArcError(
    { code: 'SignedOut' },
    l10n.t`Could not get a token for Azure. Sign in, then try again. Reason: ${excerpt(reason)}`,
  );

export const signInNotAccepted = (says?: string): ArcError =>
  new ArcError(
    { code: 'SignedOut' },
    withAzureMessage(l10n.t('Azure did not accept the sign-in. Sign in to Azure again.'), says),
  );

export const otherTenant = (says?: string): ArcError =>
  new ArcError(
    { code: 'SignedOut', obstacle: 'wrongTenant' },
    withAzureMessage(
      l10n.t(
        'These subscriptions belong to a different tenant than the one you are signed in to. Choose their tenant.',
      ),
      says,
    ),
  );

export const deniedByPolicy = ({ action }: Purpose, says?: string): ArcError =>
  new ArcError(
    { code: 'Forbidden', needs: l10n.t('An exemption from the Azure Policy') },
    withAzureMessage(l10n.t`${action}: denied by an Azure Policy. Ask its owner for an exemption.`, says),
  );

export const notAuthorized = ({ action, needs }: Purpose, says?: string): ArcError =>
  new ArcError(
    { code: 'Forbidden', needs },
    withAzureMessage(
      l10n.t`${action}: this account is not authorized. Required: ${needs}. Sign in again once it is granted.`,
      says,
    ),
  );

export const apiNotOffered = ({ action }: Purpose, says?: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    withAzureMessage(l10n.t`${action}: Azure does not offer the required API version here.`, says),
  );

export const notFound = ({ resource }: Purpose, says?: string): ArcError =>
  new ArcError(
    { code: 'NotFound', resource },
    withAzureMessage(
      l10n.t`${resource} doesn’t exist, or this account cannot see it. Check the name and the subscription, then refresh.`,
      says,
    ),
  );

export const gatewayInTransition = ({ action }: Purpose, retryAfterSeconds: number, says?: string): ArcError =>
  new ArcError(
    { code: 'Conflict', retryAfterSeconds },
    withAzureMessage(
      l10n.t`${action}: another change to the gateway is in progress. Wait a few minutes, then try again.`,
      says,
    ),
  );

export const blockedByChange = ({ action }: Purpose, says?: string): ArcError =>
  new ArcError(
    { code: 'Conflict' },
    withAzureMessage(
      l10n.t`${action}: blocked by another change or by a lock. Wait a moment, refresh, then try again.`,
      says,
    ),
  );

export const throttled = (retryAfterSeconds: number, says?: string): ArcError =>
  new ArcError(
    { code: 'Throttled', retryAfterSeconds },
    withAzureMessage(l10n.t`Azure is throttling requests. Try again in ${retryAfterSeconds} seconds.`, says),
  );

export const temporaryProblem = (service: string, status: number, retryAfterSeconds: number, says?: string): ArcError =>
  new ArcError(
    { code: 'Throttled', retryAfterSeconds },
    withAzureMessage(
      l10n.t`${service} has a temporary problem (HTTP ${status}). Try again in ${retryAfterSeconds} seconds.`,
      says,
    ),
  );

export const refused = ({ action }: Purpose, says?: string): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'request' },
    withAzureMessage(l10n.t`${action}: Azure refused the request.`, says),
  );

export const operationFailed = ({ action }: Purpose, outcome: 'failed' | 'canceled', says?: string): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    withAzureMessage(
      outcome === 'failed'
        ? l10n.t`${action}: Azure started the operation, but it failed. Refresh to see the current state, then try again.`
        : l10n.t`${action}: Azure started the operation, but it was canceled. Refresh to see the current state, then try again.`,
      says,
    ),
  );

const unreachableMessages: Readonly<Record<UnreachableCause, (host: string) => string>> = {
  dns: (host) =>
    l10n.t`The name ${host} cannot be resolved. Check the network connection and DNS; behind a proxy, set “http.proxy” in VS Code.`,
  tls: (host) =>
    l10n.t`The certificate that ${host} presents is not trusted. If a proxy inspects TLS, add its root certificate to the system’s trust store.`,
  proxy: (host) =>
    l10n.t`The proxy blocks ${host}. Check “http.proxy” in VS Code and its credentials, and that the proxy allows this host.`,
  timeout: (host) => l10n.t`${host} did not respond in time. Check the network connection, the firewall and the proxy.`,
  refused: (host) =>
    l10n.t`The connection to ${host} was refused or closed. Check the firewall, and the proxy address in “http.proxy”.`,
};

/** Drops the SDK's error, because it holds the authorization header. */
export const unreachable = (host: string, cause: UnreachableCause, detail: string | undefined): ArcError =>
  new ArcError({ code: 'Unreachable', host, cause }, unreachableMessages[cause](host), {
    cause: detail && new Error(redact(detail)),
  });

export const cutOff = (host: string): ArcError =>
  new ArcError(
    { code: 'Unreachable', host, cause: 'refused' },
    l10n.t`A response from ${host} was cut off, or is not JSON. Check the network connection and the proxy, then try again.`,
  );

const loadingStopped = (sentence: string): ArcError =>
  new ArcError(
    { code: 'Incomplete' },
    `${sentence} ${l10n.t('Loading stopped there, so the list may be incomplete. Try again later.')}`,
  );

export const repeatedPage = ({ action }: Pick<Purpose, 'action'>): ArcError =>
  loadingStopped(l10n.t`${action}: Azure returned the same page twice.`);

export const emptyPages = ({ action }: Pick<Purpose, 'action'>, count: number): ArcError =>
  loadingStopped(l10n.t`${action}: Azure returned ${count} empty pages in a row.`);

export const tooManyPages = ({ action }: Pick<Purpose, 'action'>, count: number): ArcError =>
  loadingStopped(l10n.t`${action}: there are more than ${formatNumber(count)} pages.`);

export const missingRows = (kinds: string, counted: number, given: number): ArcError =>
  new ArcError(
    { code: 'Incomplete' },
    l10n.t`${kinds}: Azure counts ${formatNumber(counted)} but returned ${formatNumber(given)}, so some are missing here. Refresh to load them again.`,
  );

export const tooManyRows = (kinds: string, pages: number): ArcError =>
  new ArcError(
    { code: 'Incomplete' },
    l10n.t`${kinds}: there are more than ${formatNumber(pages)} pages. Loading stopped there, so some may be missing here. Choose fewer subscriptions, or refresh later.`,
  );

const invalidId = (message: string): ArcError => new ArcError({ code: 'InvalidInput', field: 'id' }, message);

export const unreadableId = (problem: string): ArcError => invalidId(problem);

export const idOfOtherType = (type: string, expected: readonly string[]): ArcError =>
  invalidId(l10n.t`This is the ID of a ${type}; expected ${alternatives(expected)}.`);

export const dotsInId = (): ArcError => invalidId(l10n.t('A resource ID cannot contain “.” or “..” as a name.'));

export const notSubscriptionId = (): ArcError => invalidId(l10n.t('This is not a subscription ID.'));

const notOffered: Readonly<Record<AssociableKind, string>> = {
  machine: l10n.t(
    'Azure does not report here which gateway a machine uses. To see it, run “azcmagent show” on the machine.',
  ),
  cluster: l10n.t(
    'Azure does not report here which gateway a cluster uses. To see it, run “az connectedk8s show --query gateway.enabled”; to change it, run “az connectedk8s update”.',
  ),
};

export const associationNotOffered = (kind: AssociableKind): ArcError =>
  new ArcError({ code: 'Unsupported' }, notOffered[kind]);

/** Exit code of `timeout` in GNU coreutils. */
const timeoutExitCode = 124;

export const agentNotConnected = (machine: string, status: string): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t`Azure cannot run a command on ${machine}: the status of its agent is “${status}”. Reconnect the agent, or choose another connection to the machine.`,
  );

export const runCommandBlocked = (machine: string): ArcError =>
  new ArcError(
    { code: 'Forbidden', needs: l10n.t('Run commands allowed on the machine') },
    l10n.t`${machine} does not allow run commands: they are on its extension blocklist, or extensions are disabled. Check “azcmagent config get extensions.blocklist” on the machine, or connect to it by SSH.`,
  );

export const scriptNotRun = (machine: string, says: string): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode: 1, tail: says.slice(-2000) },
    withAzureMessage(
      l10n.t`Azure could not run the command on ${machine}. Check the agent on the machine, then try again.`,
      says,
    ),
  );

export const scriptTimedOut = (machine: string, seconds: number, stderr: string): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode: timeoutExitCode, tail: stderr },
    l10n.t`The script on ${machine} ran longer than ${seconds} seconds and was stopped. Check what keeps the machine busy, then try again.`,
  );

export const runCommandCanceled = (machine: string): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    l10n.t`The run command on ${machine} was canceled before it ended. Try again.`,
  );

export const noRunCommandResult = (machine: string): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode: timeoutExitCode, tail: '' },
    l10n.t`${machine} did not return a result in time, so the run command was deleted. Check that the machine is connected and can reach guestnotificationservice.azure.com.`,
  );

export const runCommandNotDeleted = (name: string, machine: string, cause: unknown): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode: 1, tail: '' },
    l10n.t`The run command ${name} on ${machine} could not be deleted and may still be running. Delete it with “az connectedmachine run-command delete”, or try again later.`,
    { cause },
  );
