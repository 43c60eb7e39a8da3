import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type Traffic } from '../../src/contract/traffic';
import { formatNumber, plural } from '../../src/kernel/text/phrases';
import { renderButton, renderLinkButton } from '../kit/button';
import { renderSegments } from '../kit/segments';
import { renderTextField } from '../kit/textField';
import { groupChanges, renderChangeTable } from './changeTable';
import { renderSource } from '../kit/source';
import { type TrafficContext } from './trafficContext';

const choices = [
  { value: 'all', label: l10n.t('All') },
  { value: 'open', label: l10n.t('Open') },
  { value: 'close', label: l10n.t('Close') },
  { value: 'keep', label: l10n.t('Keep') },
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
      <div class="found" role="status">${formatFound(shown, total)}</div>
      ${renderActions(context)}
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('What changes')}>
      ${renderChangeTable(groups)} ${shown > 0 ? nothing : renderNothing(context, text)}
    </div>
  </div>`;
}

const formatFound = (shown: number, total: number): string =>
  shown === total
    ? plural(total, { one: l10n.t('1 host'), other: l10n.t`${formatNumber(total)} hosts` })
    : l10n.t`${formatNumber(shown)} of ${formatNumber(total)} hosts`;

const renderFilter = ({ ui, keep }: TrafficContext): TemplateResult =>
  html`${renderTextField({
    id: 'filter',
    label: l10n.t('Filter hosts, purposes and sources'),
    hideLabel: true,
    type: 'search',
    placeholder: l10n.t('Filter'),
    value: ui().filter ?? '',
    onInput: (filter) => keep({ filter }),
  })}
  ${renderSegments({
    id: 'group',
    label: l10n.t('Show'),
    hideLabel: true,
    choices,
    value: ui().group ?? 'all',
    onChange: (group) => keep({ group }),
  })}`;

function renderActions({ client, act }: TrafficContext): TemplateResult {
  const copy = async (): Promise<string> => {
    await client.copyChange({});
    return l10n.t('Copied the changes as a Markdown table.');
  };
  const openDiff = async (): Promise<string> => {
    await client.openDiff({});
    return '';
  };
  return html`${renderButton({ label: l10n.t('Open as diff'), onClick: () => act(openDiff) })}
  ${renderButton({ label: l10n.t('Copy as Markdown'), onClick: () => act(copy) })}`;
}

function renderNothing({ keep }: TrafficContext, text: string): TemplateResult {
  const showAll = (): void => {
    keep({ filter: '', group: 'all' });
    document.getElementById('filter')?.focus();
  };
  return html`<p class="nothing">
    ${text === '' ? l10n.t('No hosts here.') : l10n.t`No host matches “${text}”.`}
    ${renderLinkButton(l10n.t('Show all'), showAll)}
  </p>`;
}

function describeChange(
  connection: Traffic['connection'],
  { open, close, closeAfterAsking, closeAfterHours, proofs }: Traffic['change'],
): string {
  if (connection === 'direct') {
    return l10n.t(
      'These servers connect directly, today and with this site file: nothing has to be opened or closed. Choose a gateway in the wizard to see what it would change.',
    );
  }
  return [
    connection === 'gateway'
      ? l10n.t('Today the servers connect directly; with this site file they connect through the gateway.')
      : l10n.t('Today the servers connect directly; with this site file they connect through the private link scope.'),
    describeOpen(open.length),
    ...(close.length === 0 ? [] : [describeClose(close.length), describeWait(closeAfterHours)]),
    ...(closeAfterAsking.length === 0 ? [] : [describeAsking(closeAfterAsking.length)]),
    ...(close.length + closeAfterAsking.length === 0 ? [] : proofs),
  ].join(' ');
}

function describeOpen(count: number): string {
  if (count === 0) return l10n.t('Nothing has to be opened first.');
  return plural(count, { one: l10n.t('Open 1 host first.'), other: l10n.t`Open ${formatNumber(count)} hosts first.` });
}

const describeClose = (count: number): string =>
  plural(count, {
    one: l10n.t('1 host can be closed after the switch.'),
    other: l10n.t`${formatNumber(count)} hosts can be closed after the switch.`,
  });

const describeWait = (hours: number): string =>
  plural(hours, {
    one: l10n.t('Wait at least 1 hour: the switch takes that long to take effect.'),
    other: l10n.t`Wait at least ${hours} hours: the switch takes that long to take effect.`,
  });

const describeAsking = (count: number): string =>
  plural(count, {
    one: l10n.t('1 more may be needed by something else behind the same firewall: ask first.'),
    other: l10n.t`${formatNumber(count)} more may be needed by something else behind the same firewall: ask first.`,
  });
