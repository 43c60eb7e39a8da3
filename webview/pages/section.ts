import { html, type TemplateResult } from 'lit-html';

/** A landmark with its heading. */
export const renderSection = (name: string, title: string, content: unknown): TemplateResult =>
  html`<section class="section section-${name}" aria-labelledby="title-${name}">
    <h2 id="title-${name}">${title}</h2>
    ${content}
  </section>`;
