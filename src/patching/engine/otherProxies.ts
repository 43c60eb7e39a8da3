import type { Context } from './context';
import { isPrintOnly } from './printOnly';
import { type Command, sourceOf } from './model';
import { programOf } from './programs';
import type { Span, SyntaxNode } from './syntaxTree';

const variable = /^(https?|all)_proxy$/i;

/** Notes proxies set for other programs or the machine. */
export function noteOtherProxies(context: Context): void {
  const { model, patch, site } = context;
  const { proxyUrl } = site.network;
  if (model.language !== 'powershell' || proxyUrl === undefined) return;
  const host = proxyUrl
    .replace(/^\w+:\/\//, '')
    .replace(/\/$/, '')
    .toLowerCase();
  for (const place of [...settingCommands(context), ...settingValues(context)]) {
    const source = sourceOf(model, place).toLowerCase();
    if (!source.includes(host)) patch.note(place.start, 'warning', { code: 'proxy.another' });
  }
}

function settingCommands(context: Context): readonly Span[] {
  return context.model.commands.filter((command) => setsProxy(context, command) && !isPrintOnly(context, command));
}

/** `netsh winhttp set proxy`, `setx HTTPS_PROXY`, the registry's Internet Settings, `New-Object Net.WebProxy`. */
function setsProxy(context: Context, command: Command): boolean {
  const program = programOf(context, command);
  if (!program) return false;
  const words = program.args.map((word) => (context.values.keyOf(word) ?? '').toLowerCase());
  const has = (...wanted: readonly string[]): boolean => wanted.every((each) => words.includes(each));
  switch (program.name) {
    case 'netsh':
      return has('winhttp') && (has('set') || has('import'));
    case 'setx':
      return words.some((word) => variable.test(word));
    case 'set-winhttpproxy':
      return true;
    case 'bitsadmin':
      return has('/setieproxy');
    case 'new-object':
      return words.some((word) => /(^|\.)webproxy$/.test(word)) && words.length > 1;
    case 'reg':
      return has('add') && words.some((word) => word.includes('internet settings')) && has('proxyserver');
    case 'set-itemproperty':
    case 'sp':
    case 'new-itemproperty':
      return words.some((word) => word === 'proxyserver' || word === 'autoconfigurl');
    case 'set-item':
    case 'new-item':
      return words.some((word) => /^env:[\\/]*(https?|all)_proxy$/.test(word));
    default:
      return false;
  }
}

/**
 * `$env:HTTPS_PROXY = …`, `[Environment]::SetEnvironmentVariable("HTTPS_PROXY", …)`, `…["Invoke-WebRequest:Proxy"] =
 * …`.
 */
function settingValues({ model, values }: Context): readonly Span[] {
  const assigned = model.assignments.flatMap(({ name, statement, value }) =>
    statement && /^env:(https?|all)_proxy$/.test(name) && !(value && isEmpty(values.textOf(value))) ? [statement] : [],
  );
  const named = model.literals.flatMap((literal): readonly Span[] => {
    const text = sourceOf(model, literal).slice(1, -1);
    const { parent } = literal.node;
    if (!parent) return [];
    const source = (node: SyntaxNode): string => sourceOf(model, node);
    if (parent.type === 'invocation_expression') {
      const method = model.text.slice(parent.start, literal.start);
      if (variable.test(text) && /SetEnvironmentVariable\s{0,9}\(\s{0,9}$/i.test(method.slice(-40)))
        return /,\s{0,9}(?:\$null|""|'')\s{0,9}[,)]/i.test(source(parent)) ? [] : [parent];
      return /\bWebProxy\]::new\(\s{0,9}$/i.test(method.slice(-40)) ? [parent] : [];
    }
    const isDefault = parent.type === 'element_access' && /:Proxy$/i.test(text);
    const statement = isDefault ? parent.parent : undefined;
    return statement?.type === 'assignment_expression' ? [statement] : [];
  });
  return [...assigned, ...named];
}

const isEmpty = (text: string | undefined): boolean => text?.trim() === '';
