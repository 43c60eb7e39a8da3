import type { Connect } from './connect';
import type { Context } from './context';
import type { Dialect } from './dialect';
import { sourceOf } from './model';
import type { ShellLanguage } from './syntaxTree';

// What template languages put values in the place of: `{{ … }}` of Jinja and Go, `${{ … }}` of pipelines, `<% … %>` of ERB.
const value = /\$?\{\{(?:[^{}\n]|\{(?!\{)|\}(?!\}))*\}\}|<%(?:[^%<\n]|<(?!%)|%(?!>))*%>/g;
// Without a quote inside, it is one piece of a bash word wherever it stands; bash has no use for it.
const plainValue = /\$?\{\{[^{}"'`\n]*\}\}/g;
// `{% if … %}` of Jinja, `<% if … %>` of ERB, `%{ if … }` of Terraform: they decide what is there at all.
const statement = /\{%|<%-?[ \t]*(?:if|unless|else|elsif|end|for|case)\b|%\{/;
// `${…}` and `%{…}` mean something to Terraform, the others to most template languages.
const mark = /\$\{|%\{|\{\{|\{%|<%/;

/** The text, of the same length, with each value that a template fills in as one piece of a word. */
export function withTemplateValuesJoined(text: string, language: ShellLanguage, isTemplateFile: boolean): string {
  if (!isTemplateFile && language !== 'bash') return text;
  return text.replace(isTemplateFile ? value : plainValue, (found) => '_'.repeat(found.length));
}

/** Refuses connects whose arguments depend on statements of the template. */
export function refuseTemplateStatements({ model, draft }: Context, connects: readonly Connect[]): void {
  for (const { command } of connects)
    if (statement.test(sourceOf(model, command)))
      draft.refuse(command.start, 'The template decides here which arguments connect is given.');
}

/** How a shell's values are written where `${name}` would be taken for the template's. */
export const withoutTemplateMarks = (dialect: Dialect): Dialect => ({
  ...dialect,
  reference: (name, like) => dialect.reference(name, like.replaceAll('${', '$')),
});

export const templateProblem = (inserted: string): string | undefined =>
  mark.test(inserted) ? 'The template language would take a part of what is inserted here for its own.' : undefined;
