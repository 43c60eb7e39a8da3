import * as l10n from '@vscode/l10n';
import { gatewayType } from '../../kernel/resources';
import { versionsOf } from '../../kernel/knowledge/apiVersions';
import { type ClusterReason, isClusterReason } from './clusterReason';
import { type Hint, hintText, isHint } from './hints';

const notes = {
  'secret.literal': l10n.t('The script contains a secret here. Read it at run time instead, and renew the secret.'),
  'lineEnds.windows': l10n.t('bash can’t run a script with Windows line endings. Convert it before you use it.'),
  'script.isBash': l10n.t('This is a bash script, although its name says PowerShell. It was read as bash.'),
  'script.isPowershell': l10n.t('This is a PowerShell script, although its name says bash. It was read as PowerShell.'),
  'signature.broken': l10n.t('This script is signed, and the patch invalidates the signature. Sign it again.'),
  'statement.unread': l10n.t(
    'This statement could not be read and is unchanged. The shell may refuse the whole script because of it.',
  ),
  'download.unknown': l10n.t('The address of this download is known only at run time, so it is unchanged.'),
  'download.unreachable': l10n.t('aka.ms is not open in gateway mode, and no equivalent of this address is known.'),
  'download.mirror': l10n.t(
    'This is an address of the script’s own, and is unchanged. Make sure that the machine, or the proxy, can reach it.',
  ),
  'download.left': l10n.t('aka.ms is not open in gateway mode, and this kind of download is not patched.'),
  'download.proxyLeft': l10n.t('This kind of download is not patched. Make sure that it goes through the proxy.'),
  'proxy.another': l10n.t('This sets another proxy, which programs other than the agent use.'),
  'proxy.shared': l10n.t('Other requests use these parameters too, and now go through the site’s proxy.'),
  'proxy.bypass': l10n.t('A proxy bypass has no effect with a gateway.'),
  'connection.direct': l10n.t('With this setting, the agent bypasses the gateway.'),
  'connect.proxy': l10n.t('azcmagent connect has no --proxy and fails with it. The install script has this option.'),
  'connect.config': l10n.t('More settings come from a file. Make sure that it contains no private link scope.'),
  'az.setting': l10n.t('az connectedmachine setting no longer exists, and az arcgateway settings has only update.'),
  'encoding.noMark': l10n.t(
    'Save this script as UTF-8 with BOM. Without the byte order mark, Windows PowerShell 5.1 reads the file in the ANSI code page of the machine, which changes non-ASCII characters.',
  ),
  'az.extension': l10n.t('az arcgateway needs its extension: az extension add --name arcgateway'),
};

type PlainNote = keyof typeof notes;

const unseen = {
  program: l10n.t('This may run azcmagent connect. If it does, add --gateway-id.'),
  command: l10n.t('This azcmagent command is known only at run time. If it connects, add --gateway-id.'),
};

const untold = {
  unknownRunner: l10n.t('What runs this install script is unknown.'),
  unknownReader: l10n.t('This text names the install script, but what runs it is unknown.'),
  sourced: l10n.t('The shell of this script passes no arguments to a sourced file.'),
};

export type UntoldReason = keyof typeof untold | 'notPatched';

/** What a person should know of unchanged text: a stable code, and what its words are filled with. */
export type NoteContent =
  | Hint
  | ClusterReason
  | { readonly code: PlainNote }
  | { readonly code: 'connect.unseen'; readonly uncertain: keyof typeof unseen }
  /** `message`: of PowerShell’s parser. */
  | { readonly code: 'script.syntaxError'; readonly version: string; readonly message: string }
  | { readonly code: 'connect.elsewhere'; readonly gatewayId: string }
  /** No `az` command changes a gateway’s features. */
  | { readonly code: 'az.gatewayUpdate'; readonly name: string }
  | { readonly code: 'proxy.notTold'; readonly proxyUrl: string }
  /** `source`: a variable or expression of the script. */
  | { readonly code: 'proxy.fromOutside'; readonly source: string; readonly proxyUrl: string }
  | {
      readonly code: 'proxy.scriptNotTold';
      readonly why: UntoldReason;
      readonly proxyUrl: string;
    };

const isPlain = (note: NoteContent): note is { readonly code: PlainNote } => Object.hasOwn(notes, note.code);

export function noteText(note: NoteContent): string {
  if (isClusterReason(note)) return note.text;
  if (isHint(note)) return hintText(note);
  if (isPlain(note)) return notes[note.code];
  switch (note.code) {
    case 'connect.unseen':
      return unseen[note.uncertain];
    case 'script.syntaxError':
      return l10n.t`PowerShell ${note.version} refuses the whole script because of an error here: ${note.message}`;
    case 'connect.elsewhere':
      return l10n.t`This file doesn’t connect a machine. Where azcmagent connect runs, add --gateway-id "${note.gatewayId}".`;
    case 'proxy.notTold': {
      const command = `azcmagent config set proxy.url ${note.proxyUrl}`;
      return l10n.t`The agent doesn’t get the proxy. Before connect, run: ${command}`;
    }
    case 'az.gatewayUpdate': {
      const path = `subscriptions/<SUBSCRIPTION>/resourceGroups/<GROUP>/providers/${gatewayType}/${note.name}`;
      const [version] = versionsOf('gateways');
      const command = `az rest --method patch --url "https://management.azure.com/${path}?api-version=${version}" --body '{"properties":{"allowedFeatures":["*"]}}'`;
      return l10n.t`az arcgateway has no update. Use: ${command}`;
    }
    case 'proxy.fromOutside':
      return l10n.t`The proxy comes from ${note.source} and is unchanged. Make sure that it is ${note.proxyUrl}.`;
    case 'proxy.scriptNotTold':
      return note.why === 'notPatched'
        ? l10n.t`This text names the install script, but is not patched. Make sure that the install script gets the proxy ${note.proxyUrl}.`
        : l10n.t`${untold[note.why]} Make sure that it gets the proxy ${note.proxyUrl}.`;
  }
}
