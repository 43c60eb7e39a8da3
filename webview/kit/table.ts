import { html, nothing, type TemplateResult } from 'lit-html';

interface TableOptions {
  readonly name: string;
  readonly className?: string;
  readonly columns: readonly string[];
  readonly content: unknown;
}

/** Roles are explicit, because rows displayed as blocks lose theirs. */
export const renderTable = ({ name, className, columns, content }: TableOptions): TemplateResult =>
  html`<table role="table" class=${className ?? nothing} aria-label=${name}>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) =>
          column === '' ? html`<td></td>` : html`<th role="columnheader" scope="col">${column}</th>`,
        )}
      </tr>
    </thead>
    ${content}
  </table>`;
