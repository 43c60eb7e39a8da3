import * as l10n from '@vscode/l10n';
import { type ClusterReason, isClusterReason } from './clusterReason';
import { type Hint, hintText, isHint } from './hints';
import { formatNumber } from '../../kernel/text/phrases';

const refusals = {
  'script.notOnboarding': l10n.t(
    'This is not an onboarding script: it connects neither a machine nor a cluster to Azure Arc.',
  ),
  'script.onlyPrinted': l10n.t('The connect command is only printed or commented out. Line breaks may have been lost.'),
  'script.generated': l10n.t(
    'This script was generated from a site file. Generate it again from the site file that you want.',
  ),
  'script.unknownLanguage': l10n.t('This is not bash, PowerShell, a Dockerfile, or cloud-config.'),
  'script.severalShells': l10n.t(
    'Other scripts of this file are in another shell. Select the scripts of one shell, and patch them first.',
  ),
  'script.binary': l10n.t(
    'This text contains NUL characters: it is binary, or UTF-16 that was opened with another encoding.',
  ),
  'script.listsUsedTooOften': l10n.t('This file uses lists of arguments too often. Patch its parts in separate files.'),
  'script.manyHeredocsInLine': l10n.t('This line contains too many heredocs.'),
  'script.valueOfTwoPurposes': l10n.t('One value is used for two purposes that need different values.'),
  'site.withoutGateway': l10n.t('This site doesn’t use a gateway. Choose a site file with a gateway.'),
  'request.disablesProxy': l10n.t('This request disables the proxy, but the site uses one.'),
  'request.builtAtRunTime': l10n.t('The parameters of this request are built at run time.'),
  'download.disablesProxy': l10n.t('This download disables the proxy, but the site uses one.'),
  'download.otherProxyType': l10n.t('This download uses a proxy of another type.'),
  'download.namedByAddress': l10n.t(
    'The file is named after its address, which has to change. Set the file name with an option.',
  ),
  'download.builtFromValues': l10n.t('The address of this download is built from several values.'),
  'installer.insideString': l10n.t(
    'The install script runs inside a string, where it cannot get the proxy. Run it directly.',
  ),
  'installer.uncertainPipe': l10n.t('How to pass the proxy to the install script in this pipe is uncertain.'),
  'proxy.notFixed': l10n.t('The proxy comes from a variable that is assigned more than once.'),
  'heredoc.expanded': l10n.t('The shell expands this heredoc, and would change the text to insert. Insert it by hand.'),
  'heredoc.tooDeep': l10n.t('This heredoc is nested too deep. Move the script to a separate file.'),
  'heredoc.uncertainReader': l10n.t('The program that reads this heredoc is uncertain.'),
  'dockerfile.escape': l10n.t('This Dockerfile uses another escape character.'),
  'dockerfile.shell': l10n.t('This Dockerfile sets its own shell.'),
  'dockerfile.argumentList': l10n.t('RUN has a list of arguments instead of a shell command.'),
  'dockerfile.heredoc': l10n.t('RUN has a heredoc. Move the script to a separate file.'),
  'dockerfile.otherInstruction': l10n.t('Only RUN instructions can be patched. Move the script to a separate file.'),
  'cloudConfig.notPlain': l10n.t('This item is not a plain command line. Write it as a literal block (|).'),
  'cloudConfig.otherPart': l10n.t('This part of the cloud-config is not patched.'),
  'cloudConfig.folded': l10n.t('YAML folds the lines of this block. Use a literal block (|).'),
  'cloudConfig.heredoc': l10n.t('A heredoc inside a YAML block can’t be patched.'),
  'cloudConfig.continued': l10n.t('This item continues in the next line. Write it as a literal block (|).'),
  'cloudConfig.quotedTwice': l10n.t('This item is quoted in both YAML and the shell. Write it as a literal block (|).'),
  'cloudConfig.unwritable': l10n.t('The values can’t be written into this YAML item. Write it as a literal block (|).'),
  'template.statement': l10n.t('A template statement decides which arguments connect gets.'),
  'template.interpreted': l10n.t('The template language would interpret part of the text to insert here.'),
  'connect.unaccounted': l10n.t('This looks like the connect command, but what runs it is uncertain.'),
  'connect.insideString': l10n.t('A string contains the connect command, and what runs it is uncertain.'),
  'connect.argumentsOfUnknown': l10n.t(
    'These look like arguments of connect, but the program that runs with them is uncertain.',
  ),
  'connect.unknownProgram': l10n.t('This looks like azcmagent connect, but the program that runs is uncertain.'),
  'connect.verbatimArguments': l10n.t(
    'PowerShell passes everything after --% unchanged. Write the arguments without it.',
  ),
  'connect.startProcess': l10n.t(
    'The arguments that Start-Process passes to this program are uncertain. Call it directly.',
  ),
  'connect.builtAtRunTime': l10n.t(
    'This azcmagent command is built at run time. Write connect and its flags literally.',
  ),
  'connect.severalTenants': l10n.t('This script connects to several tenants, but a gateway serves only one.'),
  'connect.otherTenant': l10n.t(
    'This script connects to a different tenant than the site. A gateway serves only one tenant.',
  ),
  'connect.privateLink': l10n.t('A private link scope and a gateway exclude each other. Choose one of them.'),
  'gateway.repeated': l10n.t('--gateway-id occurs more than once.'),
  'gateway.withoutValue': l10n.t('--gateway-id has no value.'),
  'gateway.conditional': l10n.t('--gateway-id is added only in some cases.'),
  'gateway.builtAtRunTime': l10n.t('The value of --gateway-id is built at run time.'),
  'gateway.argumentsFromOutside': l10n.t('Arguments from outside the script follow, and may include --gateway-id.'),
  'gateway.afterLastFlag': l10n.t('azcmagent reads no flags after --, and the gateway follows it.'),
  'gateway.sharedList': l10n.t('Another command uses this list of arguments too, and must not get the gateway.'),
  'patched.otherWords': l10n.t('The patched script would change other words of this command. Change it by hand.'),
  'patched.otherConnect': l10n.t(
    'The patched script would not pass the gateway to this connect command exactly once. Change it by hand.',
  ),
  'patched.otherStructure': l10n.t('The patched script would have a different structure here. Change it by hand.'),
  'patched.otherInsertion': l10n.t('The shell would not read the inserted text as intended. Change it by hand.'),
  'patched.notDone': l10n.t('The patched script would need another patch here. Change it by hand.'),
};

type PlainRefusal = keyof typeof refusals;

/** Of the gateway of connect, when a variable holds it. */
type VariableRefusal =
  | 'gateway.variableReassigned'
  | 'gateway.variableNotFixed'
  | 'gateway.variableConditional'
  | 'gateway.variableChangedLater'
  | 'gateway.variableOfOtherSession'
  | 'gateway.variableOfOtherFlag'
  | 'gateway.variableComposed';

/** Why a script is refused: a stable code, and what its words are filled with. */
export type RefusalReason =
  | Hint
  | ClusterReason
  | { readonly code: PlainRefusal }
  | { readonly code: VariableRefusal; readonly name: string }
  | { readonly code: 'gateway.ownOption'; readonly name: string; readonly gatewayId: string }
  /** Characters. */
  | { readonly code: 'script.tooLong'; readonly limit: number }
  | { readonly code: 'script.tooManyScripts'; readonly limit: number }
  | { readonly code: 'script.unreadable'; readonly language: 'bash' | 'powershell' }
  /** In a file of a kind that is not patched. */
  | { readonly code: 'connect.otherFormat'; readonly option: string; readonly gatewayId: string }
  | { readonly code: 'installer.otherFormat'; readonly proxyUrl: string }
  | { readonly code: 'connect.otherCloud'; readonly cloud: string }
  /** `problem`: of the site, in words. */
  | { readonly code: 'site.unusable'; readonly finding: string; readonly problem: string }
  /** `message`: of PowerShell’s parser. */
  | { readonly code: 'patched.syntaxError'; readonly version: string; readonly message: string }
  | { readonly code: 'patched.refused'; readonly reason: RefusalReason };

const languageName = { bash: 'bash', powershell: 'PowerShell' } as const;

const isPlain = (reason: RefusalReason): reason is { readonly code: PlainRefusal } =>
  Object.hasOwn(refusals, reason.code);

export function refusalText(reason: RefusalReason): string {
  if (isClusterReason(reason)) return reason.text;
  if (isHint(reason)) return hintText(reason);
  if (isPlain(reason)) return refusals[reason.code];
  switch (reason.code) {
    case 'script.tooLong':
      return l10n.t`This file is longer than ${formatNumber(reason.limit)} characters. Move the part that connects to a separate file.`;
    case 'script.tooManyScripts':
      return l10n.t`This file contains more than ${formatNumber(reason.limit)} scripts. Patch its parts in separate files.`;
    case 'script.unreadable':
      return l10n.t`From here on, the script is not readable as ${languageName[reason.language]}.`;
    case 'site.unusable':
      return l10n.t`This site file can’t be used to connect machines. ${reason.problem}`;
    case 'connect.otherFormat':
      return l10n.t`Files of this kind are not patched. Add to this connect command: ${reason.option} "${reason.gatewayId}"`;
    case 'installer.otherFormat':
      return l10n.t`Files of this kind are not patched. Give the install script the proxy ${reason.proxyUrl}.`;
    case 'connect.otherCloud':
      return l10n.t`An Arc gateway serves only the Azure public cloud, but this script connects to ${reason.cloud}.`;
    case 'gateway.ownOption':
      return l10n.t`The script passes --gateway-id itself if ${reason.name} is given. Give it "${reason.gatewayId}".`;
    case 'gateway.variableReassigned':
      return l10n.t`The gateway comes from the variable ${reason.name}, which is assigned more than once.`;
    case 'gateway.variableNotFixed':
      return l10n.t`The gateway comes from the variable ${reason.name}, which is not set to a fixed text in this script.`;
    case 'gateway.variableConditional':
      return l10n.t`The gateway comes from the variable ${reason.name}, which is set only in some cases.`;
    case 'gateway.variableChangedLater':
      return l10n.t`The gateway comes from the variable ${reason.name}, which other code may change later.`;
    case 'gateway.variableOfOtherSession':
      return l10n.t`The variable ${reason.name} may not be set in the session that connect runs in.`;
    case 'gateway.variableOfOtherFlag':
      return l10n.t`The variable ${reason.name} is the value of both --gateway-id and another flag.`;
    case 'gateway.variableComposed':
      return l10n.t`The variable ${reason.name} is built from other variables.`;
    case 'patched.syntaxError':
      return l10n.t`PowerShell ${reason.version} would refuse the patched script: ${reason.message}`;
    case 'patched.refused':
      return l10n.t`The patched script would be refused: ${refusalText(reason.reason)}`;
  }
}
