import { html, nothing, type TemplateResult } from 'lit-html';
import { type Traffic } from '../../src/contract/traffic';
import { renderButton, renderLinkButton } from '../kit/button';
import { renderSegments } from '../kit/segments';
import { renderTextField } from '../kit/textField';
import { groupChanges, renderChangeTable } from './changeTable';
import { renderSource } from './source';
import { type TrafficContext } from './trafficContext';

const choices = [
  { value: 'all', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'close', label: 'Close' },
  { value: 'keep', label: 'Keep' },
] as const;

/** What to open, what may be closed later, and what stays. */
export function renderChanges(context: TrafficContext, { connection, change }: Traffic): TemplateResult {
  const { filter = '', group = 'all' } = context.ui();
  const text = filter.trim();
  const groups = groupChanges(change, { text: text.toLowerCase(), group });
  const shown = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const total = groups.reduce((sum, each) => sum + each.total, 0);
  return html`<div class="part">
    <div class="intro">
      <p class="lead">${describeChange(connection, change)}</p>
      ${renderSource(change.source)}
    </div>
    <div class="tools">
      ${renderFilter(context)}
      <div class="found" role="status">${shown === total ? `${total} hosts` : `${shown} of ${total} hosts`}</div>
      ${renderActions(context)}
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label="What changes">
      ${renderChangeTable(groups)} ${shown > 0 ? nothing : renderNothing(context, text)}
    </div>
  </div>`;
}

const renderFilter = ({ ui, keep }: TrafficContext): TemplateResult =>
  html`${renderTextField({
    id: 'filter',
    label: 'Filter hosts, purposes and sources',
    hideLabel: true,
    type: 'search',
    placeholder: 'Filter hosts, purposes and sources',
    value: ui().filter ?? '',
    onInput: (filter) => keep({ filter }),
  })}
  ${renderSegments({
    id: 'group',
    label: 'Show',
    hideLabel: true,
    choices,
    value: ui().group ?? 'all',
    onChange: (group) => keep({ group }),
  })}`;

function renderActions({ client, act }: TrafficContext): TemplateResult {
  const copy = async (): Promise<string> => {
    await client.copyChange({});
    return 'Copied the changes as a Markdown table.';
  };
  const openDiff = async (): Promise<string> => {
    await client.openDiff({});
    return '';
  };
  return html`${renderButton({ label: 'Open as diff', onClick: () => act(openDiff) })}
  ${renderButton({ label: 'Copy as Markdown', onClick: () => act(copy) })}`;
}

function renderNothing({ keep }: TrafficContext, text: string): TemplateResult {
  const showAll = (): void => {
    keep({ filter: '', group: 'all' });
    document.getElementById('filter')?.focus();
  };
  return html`<p class="nothing">
    ${text === '' ? 'Nothing here. ' : `Nothing here matches “${text}”. `}${renderLinkButton('Show everything', showAll)}
  </p>`;
}

function describeChange(
  connection: Traffic['connection'],
  { open, close, closeAfterAsking, closeAfterHours }: Traffic['change'],
): string {
  if (connection === 'direct') {
    return 'These servers go out directly, today and with this topology: nothing is opened or closed. Choose a gateway in the wizard to see what it would change.';
  }
  const through = connection === 'gateway' ? 'the gateway' : 'the private link scope';
  const hours = closeAfterHours === 1 ? 'one hour' : `${closeAfterHours} hours`;
  const first = open.length === 0 ? 'Nothing has to be opened first.' : `Open ${open.length} first.`;
  const asking =
    closeAfterAsking.length === 0
      ? ''
      : ` ${closeAfterAsking.length} more may be needed by something else behind the same firewall: ask first.`;
  return `Today the servers go out directly; with this topology they go through ${through}. ${first} ${close.length} may be closed, but no earlier than ${hours} after the switch, which takes that long to settle.${asking}`;
}
