import { type Traffic } from '../../src/contract/traffic';
import { h, linkButton, setText } from '../dom';
import { plainButton, plainInput } from '../plain';
import { segmented } from '../segmented';
import { type ChangeGroup, changeTable } from './changeTable';
import { sourceLink } from './sourceLink';
import { type Part, type TrafficContext } from './trafficContext';

const groups: readonly (ChangeGroup | 'all')[] = ['all', 'open', 'close', 'keep'];
const isGroup = (value: string): value is ChangeGroup | 'all' => groups.some((each) => each === value);

/** What to open, what may be closed later, what stays: with a filter, as a diff, and as a table to paste. */
export function changesView({ client, ui, keep, act }: TrafficContext): Part {
  const lead = h('p', { class: 'lead' });
  const origin = h('span', {});
  const table = changeTable();
  const found = h('div', { class: 'found', role: 'status' });
  const nothing = h('p', { class: 'nothing' });
  const filter = plainInput({
    label: 'Filter hosts, purposes and sources',
    hideLabel: true,
    type: 'search',
    placeholder: 'Filter hosts, purposes and sources',
    onInput: (text) => {
      keep({ filter: text });
      narrow();
    },
  });
  const group = segmented({
    label: 'Show',
    hideLabel: true,
    choices: [
      { value: 'all', label: 'All' },
      { value: 'open', label: 'Open' },
      { value: 'close', label: 'Close' },
      { value: 'keep', label: 'Keep' },
    ],
  });
  group.onChange((value) => {
    if (isGroup(value)) keep({ group: value });
    narrow();
  });
  filter.input.value = ui().filter ?? '';
  group.setValue(ui().group ?? 'all');

  function narrow(): void {
    const text = filter.input.value.trim();
    const value = group.getValue();
    const { shown, total } = table.narrow(text.toLowerCase(), isGroup(value) ? value : 'all');
    setText(found, shown === total ? `${total} hosts` : `${shown} of ${total} hosts`);
    nothing.hidden = shown > 0;
    const clear = linkButton('Show everything', () => {
      filter.input.value = '';
      group.setValue('all');
      keep({ filter: '', group: 'all' });
      narrow();
      filter.input.focus();
    });
    nothing.replaceChildren(text === '' ? 'Nothing here. ' : `Nothing here matches “${text}”. `, clear);
  }

  const copy = (): void => {
    act(async () => {
      await client.copyChange({});
      return 'Copied the changes as a Markdown table.';
    });
  };
  const diff = (): void => {
    act(async () => {
      await client.openDiff({});
      return '';
    });
  };
  return {
    element: h(
      'div',
      { class: 'part' },
      h('div', { class: 'intro' }, lead, origin),
      h(
        'div',
        { class: 'tools' },
        filter.element,
        group.element,
        found,
        plainButton({ label: 'Open as diff', onClick: diff }),
        plainButton({ label: 'Copy as Markdown', onClick: copy }),
      ),
      h(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'What changes' },
        table.element,
        nothing,
      ),
    ),
    update: (_, { connection, change }) => {
      setText(lead, leadOf(connection, change));
      origin.replaceChildren(sourceLink(change.source));
      table.update(change);
      narrow();
    },
  };
}

function leadOf(
  connection: Traffic['connection'],
  { open, close, closeAfterAsking, closeAfterHours }: Traffic['change'],
): string {
  if (connection === 'direct') {
    return 'These servers go out directly, today and with this topology: nothing is opened or closed. Choose a gateway in the wizard to see what it would change.';
  }
  const way = connection === 'gateway' ? 'the gateway' : 'the private link scope';
  const hours = closeAfterHours === 1 ? 'one hour' : `${closeAfterHours} hours`;
  const first = open.length === 0 ? 'Nothing has to be opened first.' : `Open ${open.length} first.`;
  const asking =
    closeAfterAsking.length === 0
      ? ''
      : ` ${closeAfterAsking.length} more may be needed by something else behind the same firewall: ask first.`;
  return `Today the servers go out directly; with this topology they go through ${way}. ${first} ${close.length} may be closed, but no earlier than ${hours} after the switch, which takes that long to settle.${asking}`;
}
