import { h, linkButton, whenChanged } from '../dom';
import { icon } from '../icons';
import { type Complaint } from './formFields';
import { type WizardContext } from './wizardContext';

/** The errors that stand between the document and a script, each with the way to its field. */
export function complaintList(context: WizardContext): {
  readonly element: HTMLElement;
  update(errors: readonly Complaint[]): void;
} {
  const element = h('ul', { class: 'complaints' });
  const show = whenChanged(element, (entries: readonly (Complaint & { readonly isOpen: boolean })[]) =>
    entries.map(({ path, message, isOpen }) =>
      h(
        'li',
        { class: 'finding' },
        isOpen ? icon('circle', 'is-open') : icon('error', 'is-error'),
        h('div', {}, `${message} `, placeLink(context, path)),
      ),
    ),
  );
  return {
    element,
    update: (errors) => {
      element.hidden = errors.length === 0;
      show(errors.map((error) => ({ ...error, isOpen: context.fields.isOpen(error.path) })));
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
