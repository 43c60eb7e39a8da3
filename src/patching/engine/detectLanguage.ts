import { nameOfRendered } from './templateNames';

export type ScriptKind =
  'bash' | 'powershell' | 'dockerfile' | 'cloudInit' | 'markdown' | 'userData' | 'multipart' | 'ansible';

const byName: readonly (readonly [RegExp, ScriptKind])[] = [
  [/\.(sh|bash)$/i, 'bash'],
  [/\.(ps1|psm1)$/i, 'powershell'],
  [/(^|[\\/])(dockerfile|containerfile)(\.[\w.-]+)?$|\.dockerfile$/i, 'dockerfile'],
];

// `$name = …`, a continued line, and cmdlets, for texts that else have only `az`.
const powershellShapes =
  /^[ \t]*\$\w+[ \t]*=[^=]|(?:^[ \t]*|[\\{;|][ \t]*)(?:Add|Connect|Get|Import|Install|New|Register|Remove|Set|Update)-Az\w|[ \t]`\r?$/im;
const bashShapes =
  /^[ \t]*(?:export[ \t]+\w+=|(?:fi|done|esac)\b|sudo[ \t]|then\b)|;[ \t]*(?:then|do|fi|done)\b|^[ \t]*(?:if|while)[ \t]+(?:![ \t]+)?\[/m;
const powershellStart =
  /^[ \t]*(?:\$(?:env:)?\w+[ \t]*=[^=]|param[ \t]*\(|(?:Invoke-WebRequest|Invoke-RestMethod|Write-Host|Start-Process)\b)|[ \t]`\r?$/im;
const powershellSigns =
  /\$env:\w|(^|[\s;{|])(Invoke-WebRequest|Invoke-RestMethod|Write-Host|New-Object|Update-AzArcSetting|Set-AzArcGatewaySettings|iwr)\b|^[ \t]*param[ \t]*\(|azcmagent\.exe|^#requires\b/im;

// A pipeline has `script` and `shell` too.
const moduleKey =
  /^[ \t]*(?:-[ \t]+)?(?:ansible\.\w+\.)?(?:win_)?(?:command|shell|raw|script|powershell|package|get_url)[ \t]*:/m;
const playKey =
  /^[ \t]*(?:-[ \t]+)?(?:ansible\.(?:builtin|legacy|windows)\.\w+|win_\w+|hosts|tasks|become|gather_facts|register|changed_when|delegate_to)[ \t]*:/m;

const isPlaybook = (text: string): boolean => moduleKey.test(text) && playKey.test(text);

/** Its here-strings may hold bash. */
const mayBePowershell = (content: string): boolean =>
  powershellStart.test(content) || /@['"][ \t]*\r?$|^[ \t]*[A-Z][a-z]+-[A-Z][a-z]/m.test(content);

/** Only for names that tell it by themselves. */
export const kindByName = (fileName: string): ScriptKind | undefined =>
  byName.find(([pattern]) => pattern.test(fileName))?.[1];

/** By first line, file name, then content; a script of another shell than its name says is what its content is. */
export function detectLanguage(text: string, givenName = ''): ScriptKind | undefined {
  const fileName = nameOfRendered(givenName);
  const content = text.replace(/^\ufeff/, '');
  if (/^(?:##[ \t]*template:[^\n]*\n)?#cloud-config\b/.test(content)) return 'cloudInit';
  const shebang = /^#![^\n]*/.exec(content)?.[0];
  if (shebang !== undefined) {
    if (/\b(ba|da|k|z)?sh\b/.test(shebang)) return 'bash';
    return /\bpwsh\b/.test(shebang) ? 'powershell' : undefined;
  }
  if (/^[ \t]*<powershell>/im.test(content)) return 'userData';
  if (/^#ps1(?:_sysnative|_x86)?\s/i.test(content)) return 'powershell';
  if (/^(?:[\w-]+:[^\n]*\n)*Content-Type:\s*multipart\//i.test(content)) return 'multipart';
  if (/\.(?:md|markdown)$/i.test(fileName) && /^[ \t>]*(?:```|~~~)/m.test(content)) return 'markdown';
  if (/\.ya?ml$|^$/i.test(fileName) && isPlaybook(content)) return 'ansible';
  const named = kindByName(fileName);
  if (named === 'powershell' && bashShapes.test(content) && !mayBePowershell(content)) return 'bash';
  if (named === 'bash' && powershellStart.test(content) && !bashShapes.test(content)) return 'powershell';
  if (named) return named;
  if (/\.[a-z]\w*$/i.test(fileName) && !/\.(txt|md)$/i.test(fileName)) return undefined;
  if (/^\s*(?:#[^\n]*\n\s*|ARG\s[^\n]*\n\s*)*FROM\s+\S+/i.test(content) && /^RUN\s/im.test(content))
    return 'dockerfile';
  if (powershellSigns.test(content) || powershellShapes.test(content)) return 'powershell';
  return /\b(azcmagent|wget|curl|export|az)\b/.test(content) ? 'bash' : undefined;
}
