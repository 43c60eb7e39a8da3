import { type WizardState } from '../../src/contract/wizard';
import { h, setText, whenChanged } from '../dom';
import { gatewayName } from './steps/gateway';

const messageMilliseconds = 6000;

export interface Footer {
  readonly element: HTMLElement;
  readonly update: (state: WizardState) => void;
  /** Says what has just happened, for the eye and for a screen reader, and then goes back to rest. */
  readonly say: (message: string) => void;
}

/** What it all adds up to. */
export function footer(): Footer {
  const sums = h('div', { class: 'sums' });
  const status = h('div', { class: 'status', role: 'status' });
  const promise = h('div', { class: 'promise' }, 'Nothing runs on a machine until you start it');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showSums = whenChanged(sums, (entries: readonly (readonly [string, string])[]) =>
    entries.map(([strong, rest]) => h('span', {}, h('b', {}, strong), ` ${rest}`)),
  );
  return {
    element: h('footer', { class: 'footer' }, sums, status, promise),
    update: (state) => {
      showSums(sumsOf(state));
    },
    say: (message) => {
      clearTimeout(timer);
      setText(status, message);
      promise.hidden = true;
      timer = setTimeout(() => {
        setText(status, '');
        promise.hidden = false;
      }, messageMilliseconds);
    },
  };
}

const plural = (amount: number, noun: string): string => (amount === 1 ? noun : `${noun}s`);

function sumsOf(state: WizardState): readonly (readonly [string, string])[] {
  const { plan, errors } = state;
  if (!plan) return [[`${errors.length}`, `${plural(errors.length, 'thing')} to settle before there is a script`]];
  const warnings = plan.findings.filter(({ severity }) => severity === 'warning').length;
  return [
    [`${plan.scripts.length}`, plural(plan.scripts.length, 'script')],
    [gatewayName(state), 'gateway'],
    [`${plan.endpoints.length}`, `${plural(plan.endpoints.length, 'endpoint')} to open`],
    ...(warnings > 0 ? [[`${warnings}`, `${plural(warnings, 'warning')}`] as const] : []),
  ];
}
