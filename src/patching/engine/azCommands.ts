import * as l10n from '@vscode/l10n';
import type { Context } from './context';
import { type Command, sourceOf, type Word } from './model';
import { programOf } from './programs';

/** False without gateway commands. */
export function patchAzCommands(context: Context): boolean {
  let found = false;
  for (const command of context.model.commands) {
    const program = programOf(context, command);
    // In a list, a group of two words is two items.
    if (context.dialect.listSeparator !== undefined) continue;
    if (program?.name === 'az') found = patchAz(context, command, program.args) || found;
    else if (program && /^(set-azarcgatewaysettings?|update-azarcsettings?)$/.test(program.name)) {
      patchCmdlet(context, program.word, program.args);
      found = true;
    } else if (program && /^(new|get|remove|update)-azarcgateway$/.test(program.name)) found = true;
  }
  return found;
}

// Global options, which may precede the group.
const globalOption = /^(-o|--output|--query|--subscription)$/;

function withoutGlobalOptions({ values }: Context, args: readonly Word[]): readonly Word[] {
  let index = 0;
  for (let word = args[index]; word; word = args[index]) {
    const text = values.textOf(word) ?? '';
    if (!text.startsWith('-')) break;
    index += globalOption.test(text) ? 2 : 1;
  }
  return args.slice(index);
}

function patchAz(context: Context, command: Command, all: readonly Word[]): boolean {
  const { values, patch } = context;
  const args = withoutGlobalOptions(context, all);
  const texts = args.map((word) => values.textOf(word));
  const [first, second] = args;
  if (texts[0] === 'arcgateway') {
    patchArguments(context, args, texts);
    return true;
  }
  if (texts[0] !== 'connectedmachine' || !first || !second) return false;
  const group = { start: first.start, end: second.end };
  if (texts[1] === 'gateway' && texts[2] === 'update') {
    const at = texts.findIndex((text) => text === '--gateway-name' || text === '--name' || text === '-n') + 1;
    const name = (at > 0 ? texts[at] : undefined) ?? '<NAME>';
    patch.note(command.start, 'warning', { code: 'az.gatewayUpdate', name });
    return true;
  }
  if (texts[1] === 'gateway') {
    patch.replace(group, 'arcgateway', 'command', l10n.t('az connectedmachine gateway is now az arcgateway.'));
  } else if (/^settings?$/.test(texts[1] ?? '') && texts[2] === 'update') {
    patch.replace(
      group,
      'arcgateway settings',
      'command',
      l10n.t('az connectedmachine setting is now az arcgateway settings.'),
    );
  } else if (/^settings?$/.test(texts[1] ?? '')) {
    patch.note(command.start, 'warning', { code: 'az.setting' });
    return true;
  } else return false;
  if (!patch.hasNote('az.extension')) {
    patch.note(command.start, 'info', { code: 'az.extension' });
  }
  patchArguments(context, args, texts);
  return true;
}

function patchArguments(context: Context, args: readonly Word[], texts: readonly (string | undefined)[]): void {
  const { patch, model } = context;
  for (const [index, word] of args.entries()) {
    const previous = args[index - 1];
    if (!previous) continue;
    const next = args[index + 1];
    if (texts[index - 1] === '--allowed-features' && sourceOf(model, word) === '*') {
      patch.replace(word, "'*'", 'command', l10n.t('Quotes the asterisk, which a shell replaces with file names.'));
    } else if (texts[index - 1] === '--base-resource-type') {
      pluralize(context, word);
    } else if (texts[index] === '--settings-resource-name' && next) {
      const explanation = l10n.t('--settings-resource-name is no longer accepted: az knows the only name.');
      patch.replace({ start: previous.end, end: next.end }, '', 'command', explanation);
    } else if (texts[index]?.startsWith('--settings-resource-name=')) {
      patch.replace(
        { start: previous.end, end: word.end },
        '',
        'command',
        l10n.t('--settings-resource-name is no longer accepted.'),
      );
    }
  }
}

function pluralize({ values, patch, dialect }: Context, word: Word): void {
  if (values.textOf(word)?.toLowerCase() !== 'machine' || !word.parts.every((part) => 'text' in part)) return;
  const text = word.quote === '' ? 'machines' : dialect.quoted('machines', word.quote);
  patch.replace(word, text, 'command', l10n.t('The resource type is machines, in the plural.'));
}

function patchCmdlet(context: Context, name: Word, args: readonly Word[]): void {
  const { values, patch } = context;
  // The name may be module-qualified.
  if (!/(^|\\)update-azarcsetting$/i.test(values.textOf(name) ?? '')) {
    const why = l10n.t('The cmdlet is Update-AzArcSetting. Set-AzArcGatewaySettings does not exist.');
    patch.replace(name, 'Update-AzArcSetting', 'command', why);
  }
  for (const [index, word] of args.entries()) {
    if (/^-baseresourcetype$/i.test(values.textOf(args[index - 1] ?? word) ?? '')) pluralize(context, word);
  }
}
