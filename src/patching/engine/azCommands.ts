import type { Context } from './context';
import { type Command, sourceOf, type Word } from './model';
import { programOf } from './programs';

/** Brings commands of the gateway's preview up to date. Says whether the script has commands about gateways at all. */
export function patchAzCommands(context: Context): boolean {
  let found = false;
  for (const command of context.model.commands) {
    const program = programOf(context, command);
    if (program?.name === 'az') found = patchAz(context, command, program.args) || found;
    else if (program && /^(set-azarcgatewaysettings?|update-azarcsettings?)$/.test(program.name)) {
      patchCmdlet(context, program.word, program.args);
      found = true;
    } else if (program && /^(new|get|remove|update)-azarcgateway$/.test(program.name)) found = true;
  }
  return found;
}

// Options that az takes everywhere, also before the group.
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
  const { values, draft } = context;
  const args = withoutGlobalOptions(context, all);
  const texts = args.map((word) => values.textOf(word));
  const [first, second] = args;
  if (texts[0] === 'arcgateway') {
    patchArguments(context, args, texts);
    return true;
  }
  if (texts[0] !== 'connectedmachine' || !first || !second) return false;
  const group = { start: first.start, end: second.end };
  if (texts[1] === 'gateway') {
    draft.replace(group, 'arcgateway', 'command', 'az connectedmachine gateway is now az arcgateway.');
  } else if (/^settings?$/.test(texts[1] ?? '') && texts[2] === 'update') {
    draft.replace(
      group,
      'arcgateway settings',
      'command',
      'az connectedmachine setting is now az arcgateway settings.',
    );
  } else if (/^settings?$/.test(texts[1] ?? '')) {
    const message = 'az connectedmachine setting is gone, and az arcgateway settings has nothing but update.';
    draft.note(command.start, 'warning', 'az.setting', message);
    return true;
  } else return false;
  if (!draft.hasNote('az.extension')) {
    draft.note(
      command.start,
      'info',
      'az.extension',
      'az arcgateway needs its extension: az extension add --name arcgateway',
    );
  }
  patchArguments(context, args, texts);
  return true;
}

function patchArguments(context: Context, args: readonly Word[], texts: readonly (string | undefined)[]): void {
  const { draft, model } = context;
  for (const [index, word] of args.entries()) {
    const previous = args[index - 1];
    if (!previous) continue;
    const next = args[index + 1];
    if (texts[index - 1] === '--allowed-features' && sourceOf(model, word) === '*') {
      draft.replace(word, "'*'", 'command', 'Quotes the asterisk, which a shell replaces by file names.');
    } else if (texts[index - 1] === '--base-resource-type') {
      pluralize(context, word);
    } else if (texts[index] === '--settings-resource-name' && next) {
      const explanation = '--settings-resource-name is not accepted any more: there is one, and az knows its name.';
      draft.replace({ start: previous.end, end: next.end }, '', 'command', explanation);
    } else if (texts[index]?.startsWith('--settings-resource-name=')) {
      draft.replace(
        { start: previous.end, end: word.end },
        '',
        'command',
        '--settings-resource-name is not accepted any more.',
      );
    }
  }
}

function pluralize({ values, draft, dialect }: Context, word: Word): void {
  if (values.textOf(word)?.toLowerCase() !== 'machine' || !word.parts.every((part) => 'text' in part)) return;
  const text = word.quote === '' ? 'machines' : dialect.quoted('machines', word.quote);
  draft.replace(word, text, 'command', 'The resource type is machines, in the plural.');
}

function patchCmdlet(context: Context, name: Word, args: readonly Word[]): void {
  const { values, draft } = context;
  // The name of a cmdlet knows no case, and may stand after its module.
  if (!/(^|\\)update-azarcsetting$/i.test(values.textOf(name) ?? '')) {
    const why = 'The cmdlet is Update-AzArcSetting; there is no Set-AzArcGatewaySettings.';
    draft.replace(name, 'Update-AzArcSetting', 'command', why);
  }
  for (const [index, word] of args.entries()) {
    if (/^-baseresourcetype$/i.test(values.textOf(args[index - 1] ?? word) ?? '')) pluralize(context, word);
  }
}
