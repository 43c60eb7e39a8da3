import { h, linkButton, whenChanged } from '../dom';
import { icon } from '../icons';
import { type Blocker } from './blockers';
import { type WizardContext } from './wizardContext';

/** The errors that stand between the document and a script, each with the way to its field. */
export function complaintList(context: WizardContext): {
  readonly element: HTMLElement;
  update(errors: readonly Blocker[]): void;
} {
  const element = h('ul', { class: 'complaints' });
  const show = whenChanged(element, (entries: readonly (Blocker & { readonly isOpen: boolean })[]) =>
    entries.map(({ path, message, fix, isOpen }) =>
      h(
        'li',
        { class: 'finding' },
        isOpen ? icon('circle', 'is-open') : icon('error', 'is-error'),
        h(
          'div',
          {},
          message,
          fix !== undefined && h('span', { class: 'finding-fix' }, ` ${fix}`),
          ' ',
          placeLink(context, path),
        ),
      ),
    ),
  );
  return {
    element,
    update: (errors) => {
      element.hidden = errors.length === 0;
      show(errors.map(({ path, message, fix }) => ({ path, message, fix, isOpen: context.fields.isOpen(path) })));
    },
  };
}

/** `Network › Proxy URL`, a link to the field; what no field holds is found in the text. */
export function placeLink({ fields, actions }: WizardContext, path: string): HTMLElement {
  const field = fields.find(path);
  if (!field) return linkButton(path === '' ? 'Open as text' : `Open as text: ${path}`, actions.openAsText);
  const step = field.step.charAt(0).toUpperCase() + field.step.slice(1);
  return linkButton(`${step} › ${field.label}`, () => {
    actions.jumpTo(path);
  });
}
