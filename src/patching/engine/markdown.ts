import type { HeldScript } from './container';
import { detectLanguage } from './detectLanguage';
import type { ShellLanguage } from './syntaxTree';

const shells: readonly (readonly [RegExp, ShellLanguage])[] = [
  [/^(?:ba|z|k|da)?sh$|^(?:shell|shell-?session|sh-session|console|terminal|azurecli(?:-interactive)?)$/, 'bash'],
  [/^(?:powershell|pwsh|ps1?|posh|azurepowershell)(?:-interactive)?$/, 'powershell'],
];

/** Fenced blocks of a document. Source: CommonMark 0.31, fenced code blocks. */
export function fencedScripts(text: string): readonly HeldScript[] {
  const scripts: HeldScript[] = [];
  const add = (info: string, start: number, end: number): void => {
    const source = text.slice(start, end);
    const language = languageOf(info, source);
    if (language) scripts.push({ start, end, language, source: withoutPrompts(source, language) });
  };
  let open: { readonly fence: string; readonly info: string; readonly start: number } | undefined;
  for (const { 0: line, index } of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    const [, fence = '', info = ''] = /^[ \t>]*(`{3,}|~{3,})[ \t]*([^\r\n]*)/.exec(line) ?? [];
    if (fence === '') continue;
    if (!open) open = { fence, info, start: index + line.length };
    else if (fence.startsWith(open.fence) && info.trim() === '') {
      add(open.info, open.start, index);
      open = undefined;
    }
  }
  if (open) add(open.info, open.start, text.length);
  return scripts;
}

function languageOf(info: string, source: string): ShellLanguage | undefined {
  const name = /^\{?[.\s]*([\w-]*)/.exec(info)?.[1]?.toLowerCase() ?? '';
  if (name !== '') return shells.find(([pattern]) => pattern.test(name))?.[1];
  const kind = detectLanguage(source);
  return kind === 'bash' || kind === 'powershell' ? kind : undefined;
}

/** In a session, only lines after a prompt are commands. */
function withoutPrompts(source: string, language: ShellLanguage): string {
  const prompt = language === 'bash' ? /^[ \t]*(?:[\w.@~:-]{0,60})?[$#][ \t]/ : /^[ \t]*PS[^>\n]{0,200}>[ \t]?/;
  const lines = source.split('\n');
  if (!lines.some((line) => (language === 'bash' ? /^[ \t]*\$[ \t]/ : prompt).test(line))) return source;
  let goesOn = false;
  return lines
    .map((line) => {
      const lead = goesOn ? '' : prompt.exec(line)?.[0];
      const isCommand = lead !== undefined;
      goesOn = isCommand && (language === 'bash' ? /\\\r?$/ : /`\r?$/).test(line);
      return isCommand ? ' '.repeat(lead.length) + line.slice(lead.length) : line.replace(/[^\r]/g, ' ');
    })
    .join('\n');
}
