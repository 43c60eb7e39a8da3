import * as l10n from '@vscode/l10n';
import { ArcError, type UnreachableCause } from '../../kernel/errors';
import { cut, visibleLine } from '../../kernel/text/visible';
import data from './data/kubectlErrors.json';

export type KubectlMeaning =
  UnreachableCause | 'noContext' | 'signIn' | 'forbidden' | 'noType' | 'notFound' | 'cutOff' | 'configuration';

const meanings = data.meanings.map(({ pattern, means }) => ({
  pattern: new RegExp(pattern, 'm'),
  means: means as KubectlMeaning,
}));

/** The first match counts. */
export const meaningOf = (says: string): KubectlMeaning | undefined =>
  meanings.find(({ pattern }) => pattern.test(says))?.means;

const denied =
  /cannot (\w{1,20}) resource "([\w./-]{1,80})"(?: in API group "[\w.-]{0,80}")?(?: in the namespace "([\w-]{1,63})")?/;
const missing = /\(NotFound\): ([\w.-]{1,80} "[\w.:-]{1,253}") not found/;

/** What an API server’s denial names: `list pods in azure-arc`. */
function rightIn(says: string): string | undefined {
  const [, verb, resource, namespace] = denied.exec(says) ?? [];
  if (verb === undefined || resource === undefined) return undefined;
  return namespace === undefined ? `${verb} ${resource}` : `${verb} ${resource} -n ${namespace}`;
}

interface Failed {
  readonly exitCode: number;
  readonly says: string;
}

export function kubectlError({ exitCode, says }: Failed, context: string): ArcError {
  const tail = says.slice(-2000);
  const cause = says === '' ? {} : { cause: new Error(tail) };
  const line = lastLine(says);
  const name = shown(context);
  const unreachable = (why: UnreachableCause, message: string): ArcError =>
    new ArcError({ code: 'Unreachable', host: name, cause: why }, message, cause);
  const meaning = meaningOf(says);
  switch (meaning) {
    case 'noContext':
      return contextMissing(context);
    case 'signIn':
      return new ArcError(
        { code: 'RemoteAuth', host: name },
        l10n.t`The cluster of the context ${name} does not accept your sign-in: ${line} Sign in as you do for kubectl in a terminal, then try again.`,
        cause,
      );
    case 'forbidden': {
      const needs = rightIn(says) ?? line;
      return new ArcError(
        { code: 'Forbidden', needs },
        l10n.t`Your account may not do this in the cluster of the context ${name}: ${needs}. Ask the administrator of the cluster for a role that allows it.`,
        cause,
      );
    }
    case 'noType':
      return new ArcError(
        { code: 'Unsupported' },
        l10n.t`The cluster of the context ${name} does not know this kind of resource: ${line}`,
        cause,
      );
    case 'notFound': {
      const resource = missing.exec(says)?.[1] ?? line;
      return new ArcError(
        { code: 'NotFound', resource },
        l10n.t`The cluster of the context ${name} has no ${resource}.`,
        cause,
      );
    }
    case 'tls':
      return unreachable(
        meaning,
        l10n.t`No secure connection to the API server of the context ${name}: ${line} Check the certificate authority in your kubeconfig, and whether a proxy inspects the connection.`,
      );
    case 'proxy':
      return unreachable(
        meaning,
        l10n.t`The proxy of this machine blocks kubectl from the API server of the context ${name}: ${line} Add the API server to NO_PROXY, or correct HTTPS_PROXY.`,
      );
    case 'dns':
      return unreachable(
        meaning,
        l10n.t`The name of the API server of the context ${name} cannot be resolved: ${line} Check the server in your kubeconfig, and DNS or VPN.`,
      );
    case 'refused':
      return unreachable(
        meaning,
        l10n.t`The API server of the context ${name} refuses connections: ${line} Check that the cluster runs, and the server and port in your kubeconfig.`,
      );
    case 'timeout':
      return noAnswer(context, cause);
    case 'cutOff':
      return unreachable(
        'timeout',
        l10n.t`The API server of the context ${name} could not answer: ${line} Try again in a while.`,
      );
    case 'configuration':
      return new ArcError(
        { code: 'Unsupported' },
        l10n.t`kubectl cannot use its configuration: ${line} Correct the kubeconfig, then try again.`,
        cause,
      );
    case undefined:
      return new ArcError(
        { code: 'RemoteFailed', exitCode, tail },
        l10n.t`kubectl failed for the context ${name} (exit code ${exitCode}): ${line}`,
        cause,
      );
  }
}

export const noAnswer = (context: string, options?: { cause?: unknown }): ArcError => {
  const name = shown(context);
  return new ArcError(
    { code: 'Unreachable', host: name, cause: 'timeout' },
    l10n.t`The API server of the context ${name} did not answer in time. Check VPN, firewall and proxy between this machine and the cluster, then try again.`,
    options,
  );
};

export const contextMissing = (context: string): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'context' },
    l10n.t`Your kubeconfig has no context named “${shown(context)}”. Choose one that “kubectl config get-contexts” lists.`,
  );

export const kubectlNotFound = (cause: unknown): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`The program kubectl was not found. Install it where VS Code runs, and make sure it is on the PATH.`,
    { cause },
  );

export const workspacePathRefused = (variable: 'KUBECONFIG' | 'PATH', entry: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`kubectl was not started, because ${variable} contains a path inside this workspace: ${cut(visibleLine(entry), 300)} Files of a workspace must not sign in to clusters. Remove it from ${variable}, then start VS Code again.`,
  );

export const tooMuch = (context: string): ArcError =>
  new ArcError(
    { code: 'Incomplete' },
    l10n.t`The cluster of the context ${shown(context)} answered with more than can be read.`,
  );

export const notReadable = (context: string): ArcError =>
  new ArcError(
    { code: 'RemoteFailed', exitCode: 0, tail: '' },
    l10n.t`What kubectl printed for the context ${shown(context)} is no JSON. Check that no wrapper or alias changes its output.`,
  );

const shown = (context: string): string => cut(visibleLine(context), 100);

/** Without kubectl’s log lines, as `E1130 03:40:02.417263 …`. */
function lastLine(says: string): string {
  const lines = says.split(/\r?\n/).filter((line) => line.trim() !== '');
  const last = lines.findLast((line) => !/^[IWEF]\d{4} /.test(line)) ?? lines.at(-1) ?? '';
  const text = cut(visibleLine(last), 300);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
