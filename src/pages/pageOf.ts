import * as l10n from '@vscode/l10n';
import type { CopyId, PageChange, PageFact, PageHead, ResourceContent } from '../contract/resourcePage';
import { isoTime } from '../kernel/isoTime';
import { displayRegion } from '../kernel/knowledge/regions';
import { stateOf } from '../kernel/resourceKinds';
import type { ArcResource } from '../kernel/resources';
import type { ResourceChange } from '../association/engine';
import { treeKind } from '../inventory/tree/kinds';
import { stateWords } from '../inventory/tree/stateWords';
import { timeText } from '../kernel/text/timeText';
import { optional } from './agent';
import { type PageContext, pageKind } from './kinds';
import { severityOf } from './members';

const copyLabels: Readonly<Record<CopyId, string>> = {
  name: l10n.t('Name'),
  fqdn: l10n.t('Full DNS name'),
  id: l10n.t('Resource ID'),
  cli: l10n.t('Azure CLI command'),
  json: l10n.t('JSON'),
};

const changeSeverities = { done: 'ok', failed: 'error', changed: 'info', unfinished: 'unknown' } as const;

export function headOf(resource: ArcResource): PageHead {
  const { severity, words } = stateWords(stateOf(resource));
  const since = treeKind(resource.kind).since?.(resource);
  const isDated = since !== undefined && isoTime(since) !== undefined;
  return {
    kind: treeKind(resource.kind).label,
    icon: resource.kind,
    name: resource.name,
    state: isDated ? l10n.t`${words} since ${timeText(since)}` : words,
    severity: severityOf(severity),
  };
}

/** All that is known of a resource; `changes` is absent while they are read. */
export function pageOf(
  resource: ArcResource,
  context: PageContext,
  changes: readonly ResourceChange[] | undefined,
): ResourceContent {
  const kind = pageKind(resource.kind);
  const content = kind.content(resource, context);
  return {
    ...content,
    facts: [...content.facts, ...commonFacts(resource, context)],
    ...(kind.hasHistory && changes !== undefined && { history: changes.map(changeOf) }),
    copies: kind.copies.map((id) => ({ id, label: copyLabels[id] })),
  };
}

function commonFacts(resource: ArcResource, { inventory }: PageContext): readonly PageFact[] {
  const { subscriptionId, resourceGroup, location, tags, id } = resource;
  const subscription = inventory.subscriptions.find((each) => each.id.toLowerCase() === subscriptionId.toLowerCase());
  const tagged = Object.entries(tags)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
  return [
    { name: l10n.t('Location'), value: displayRegion(location) },
    { name: l10n.t('Resource group'), value: resourceGroup },
    { name: l10n.t('Subscription'), value: subscription?.name ?? subscriptionId },
    ...optional(l10n.t('Tags'), tagged === '' ? undefined : tagged),
    { name: l10n.t('Resource ID'), value: id, isCode: true },
  ];
}

const changeOf = ({ at, what, result, resultText, reason, account }: ResourceChange): PageChange => ({
  at: timeText(at),
  what,
  result: resultText,
  severity: changeSeverities[result],
  ...(reason !== '' && { reason }),
  ...(account !== undefined && { account }),
});
