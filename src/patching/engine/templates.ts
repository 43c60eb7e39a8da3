import type { Connect } from './connect';
import type { Context } from './context';
import type { Dialect } from './dialect';
import type { RefusalReason } from './refusals';
import { sourceOf } from './model';
import type { ShellLanguage } from './syntaxTree';

// `{{ … }}` of Jinja and Go, `${{ … }}` of pipelines, `<% … %>` of ERB.
const value = /\$?\{\{(?:[^{}\n]|\{(?!\{)|\}(?!\}))*\}\}|<%(?:[^%<\n]|<(?!%)|%(?!>))*%>/g;
// Without quotes inside, bash reads it as one piece of a word.
const plainValue = /\$?\{\{[^{}"'`\n]*\}\}/g;
// `{% if … %}` of Jinja, `<% if … %>` of ERB, `%{ if … }` of Terraform.
const statement = /\{%|<%-?[ \t]*(?:if|unless|else|elsif|end|for|case)\b|%\{/;
// `${…}` and `%{…}` are Terraform's, the others common.
const mark = /\$\{|%\{|\{\{|\{%|<%/;

/** Same length; each template value becomes one piece of a word. */
export function withTemplateValuesJoined(text: string, language: ShellLanguage, isTemplateFile: boolean): string {
  if (!isTemplateFile && language !== 'bash') return text;
  return text.replace(isTemplateFile ? value : plainValue, (found) => '_'.repeat(found.length));
}

export function refuseTemplateStatements({ model, patch }: Context, connects: readonly Connect[]): void {
  for (const { command } of connects)
    if (statement.test(sourceOf(model, command))) patch.refuse(command.start, { code: 'template.statement' });
}

/** Avoids `${name}`, which the template would replace. */
export const withoutTemplateMarks = (dialect: Dialect): Dialect => ({
  ...dialect,
  reference: (name, like) => dialect.reference(name, like.replaceAll('${', '$')),
});

export const templateProblem = (inserted: string): RefusalReason | undefined =>
  mark.test(inserted) ? { code: 'template.interpreted' } : undefined;
