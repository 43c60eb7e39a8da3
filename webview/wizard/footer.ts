import { type WizardState } from '../../src/contract/wizard';
import { h, linkButton, setText, whenChanged } from '../dom';
import { blockersOf } from './blockers';
import { connectionOf, scopeName } from './connection';
import { count } from './count';
import { gatewayName } from './gatewayFields';

const messageMilliseconds = 6000;

export interface Footer {
  readonly element: HTMLElement;
  readonly update: (state: WizardState) => void;
  /** Says what has just happened, for the eye and for a screen reader, and then goes back to rest. */
  readonly say: (message: string) => void;
}

/** What it all adds up to, and all of it to take along. */
export function footer(onSaveAll: () => void): Footer {
  const sums = h('div', { class: 'sums' });
  const saveAll = linkButton('', onSaveAll);
  const status = h('div', { class: 'status', role: 'status' });
  const promise = h('div', { class: 'promise' }, 'Nothing runs on a machine until you start it');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showSums = whenChanged(sums, (entries: readonly (readonly [string, string])[]) =>
    entries.map(([strong, rest]) => h('span', {}, h('b', {}, strong), ` ${rest}`)),
  );
  return {
    element: h('footer', { class: 'footer' }, sums, saveAll, status, promise),
    update: (state) => {
      const files = state.plan?.scripts.length ?? 0;
      showSums(sumsOf(state));
      setText(saveAll, files === 1 ? 'Save the file' : `Save all ${files} files`);
      saveAll.hidden = files === 0;
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

function sum(amount: number, noun: string, rest = ''): readonly [string, string] {
  const [number = '', counted = ''] = count(amount, noun).split(' ');
  return [number, `${counted}${rest}`];
}

/** What the servers go through, by name. */
function wayOf(state: WizardState): readonly [string, string] {
  const connection = connectionOf(state);
  if (connection === 'direct') return ['Direct', 'connection'];
  return connection === 'gateway'
    ? [gatewayName(state), `gateway${loadText(state)}`]
    : [scopeName(state), 'private link scope'];
}

/** How much of the gateway the servers take, or that one is not enough. */
function loadText({ plan }: WizardState): string {
  if (!plan?.load) return '';
  const { gateways, score, scorePerGateway } = plan.load;
  return gateways > 1 ? `, one of ${gateways} needed` : `, score ${score} of ${scorePerGateway}`;
}

function sumsOf(state: WizardState): readonly (readonly [string, string])[] {
  const { plan } = state;
  const blockers = blockersOf(state);
  if (!plan || blockers.length > 0) return [sum(blockers.length, 'thing', ' to settle before there is a script')];
  const warnings = plan.findings.filter(({ severity }) => severity === 'warning').length;
  const open = plan.endpoints.filter(({ privateEndpoint }) => !privateEndpoint).length;
  return [
    ...(plan.load ? [sum(plan.load.servers, 'server')] : []),
    wayOf(state),
    sum(open, 'endpoint', ' to open'),
    ...(warnings > 0 ? [sum(warnings, 'warning')] : []),
  ];
}
