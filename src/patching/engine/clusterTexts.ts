import * as l10n from '@vscode/l10n';
import { listOf } from '../../kernel/text/phrases';
import type { ClusterReason } from './clusterReason';
import type { OptionProblem, VariableProblem } from './wanted';

/** Why a command for clusters is refused or left, in words. */
const texts = {
  notInSite: (name: string, known: readonly string[]) =>
    l10n.t`This command is for the cluster ${name}, but the site file has only ${listOf(known)}. Add the cluster to the site file.`,
  noneInSite: () =>
    l10n.t('This command is for a cluster, but the site file has none. Add the cluster to the site file.'),
  which: (known: readonly string[]) =>
    l10n.t`Which cluster this command is for is known only at run time, and the clusters of the site need different values: ${listOf(known)}.`,
  inLoop: () =>
    l10n.t(
      'This command runs in a loop, and the clusters of the site need different values. Write one command for each cluster.',
    ),
  severalUnknown: () =>
    l10n.t(
      'Several commands of this script are for clusters that are known only at run time. Write the names of the clusters.',
    ),
  otherName: (name: string, only: string) =>
    l10n.t`This command names the cluster ${name}, but it got the values of ${only}, the only cluster of the site. Compare the skip range with the cluster’s service range.`,
  otherGroup: (name: string, written: string, group: string) =>
    l10n.t`This command has the cluster ${name} in the resource group ${written}, and the site file has it in ${group}. Make sure that both mean the same cluster.`,
  provisioned: (name: string) =>
    l10n.t`${name} is a provisioned cluster of AKS enabled by Azure Arc, which this command can’t change. Use az aksarc.`,
  aksArc: (gatewayId: string) =>
    l10n.t`az aksarc changes provisioned clusters, and is not patched. Add to it: --gateway-id "${gatewayId}"`,
  withoutGateway: (name: string) => l10n.t`In the site file, the cluster ${name} doesn’t use the gateway.`,
  privateLink: () => l10n.t('A private link scope and a gateway exclude each other. Choose one of them.'),
  disablesGateway: (option: string) =>
    l10n.t`This command removes the gateway with ${option}, but the site uses one. Remove ${option}.`,
  disablesProxy: () =>
    l10n.t`This command removes the proxy with ${'--disable-proxy'}, but the site uses one. Remove ${'--disable-proxy'}.`,
  insideString: () =>
    l10n.t('A string contains a command that connects a cluster, and what runs it is uncertain. Write it directly.'),
  cmdCharacters: (option: string) =>
    l10n.t`On Windows, az is a batch file, and PowerShell can’t hand over the value of ${option} as it is. Put the file in a folder with a plain name.`,
  fromOutside: (option: string, source: string, value: string) =>
    l10n.t`${option} comes from ${source} and is unchanged. Make sure that it is ${value}`,
  ownOption: (option: string, source: string, value: string) =>
    l10n.t`The script passes ${option} itself if ${source} is given. Give it ${value}`,
  droppedEntries: (option: string, entries: readonly string[]) =>
    l10n.t`No longer in ${option}: ${listOf(entries)}. If the cluster needs them, add them to the bypass list of the site file.`,
  environment: (httpsProxy: string, noProxy: string) =>
    l10n.t`The command itself reaches Azure and the cluster by its environment. Before it, set HTTPS_PROXY to ${httpsProxy} and NO_PROXY to ${noProxy}`,
  resets: (command: string) =>
    l10n.t`Set-AzConnectedKubernetes resets everything that it isn’t given, such as tags and the workload identity. To change only the gateway, use instead: ${command}`,
};

const problems: Readonly<Record<OptionProblem, (option: string) => string>> = {
  repeated: (option) => l10n.t`${option} occurs more than once.`,
  withoutValue: (option) => l10n.t`${option} has no value.`,
  conditional: (option) => l10n.t`${option} is added only in some cases.`,
  builtAtRunTime: (option) => l10n.t`The value of ${option} is built at run time.`,
  argumentsFromOutside: (option) => l10n.t`Arguments from outside the script follow, and may include ${option}.`,
  afterLastFlag: (option) => l10n.t`The command reads no options after --, and ${option} follows it.`,
  sharedList: (option) => l10n.t`Another command uses this list of arguments too, and must not get ${option}.`,
};

const variableProblems: Readonly<Record<VariableProblem, (option: string, name: string) => string>> = {
  variableReassigned: (option, name) =>
    l10n.t`The value of ${option} comes from the variable ${name}, which is assigned more than once.`,
  variableNotFixed: (option, name) =>
    l10n.t`The value of ${option} comes from the variable ${name}, which is not set to a fixed text in this script.`,
  variableConditional: (option, name) =>
    l10n.t`The value of ${option} comes from the variable ${name}, which is set only in some cases.`,
  variableChangedLater: (option, name) =>
    l10n.t`The value of ${option} comes from the variable ${name}, which other code may change later.`,
  variableOfOtherSession: (_, name) =>
    l10n.t`The variable ${name} may not be set in the session that this command runs in.`,
  variableOfOtherFlag: (option, name) =>
    l10n.t`The variable ${name} is the value of both ${option} and another option, which needs another value.`,
  variableComposed: (_, name) => l10n.t`The variable ${name} is built from other variables.`,
};

type Texts = typeof texts;

export const clusterReason = <C extends keyof Texts>(code: C, ...args: Parameters<Texts[C]>): ClusterReason => ({
  code: `cluster.${code}`,
  text: (texts[code] as (...all: Parameters<Texts[C]>) => string)(...args),
});

export const optionReason = (problem: OptionProblem, option: string): ClusterReason => ({
  code: `cluster.${problem}`,
  text: problems[problem](option),
});

export const variableReason = (problem: VariableProblem, option: string, name: string): ClusterReason => ({
  code: `cluster.${problem}`,
  text: variableProblems[problem](option, name),
});
