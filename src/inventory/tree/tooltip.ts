import * as l10n from '@vscode/l10n';
import { type Association, gatewayEnabledOf, type LastVerification } from '../../kernel/inventory';
import { gatewaySettingOf } from '../../kernel/resourceKinds';
import type { Associable } from '../../kernel/resources';
import { displayRegion } from '../../kernel/knowledge/regions';
import { joinMarkdown, type Markdown, words, prose } from '../../kernel/text/markdown';
import { checkTitle, countsText } from '../../verification/engine';
import { type TooltipFact, treeKind } from './kinds';
import { connectionText } from './labels';
import { type MemberNode, resourceOf, type TreeNode } from './nodes';
import { timeText } from '../../kernel/text/timeText';

const verificationFacts = (
  { at, passed, failed, unknown, notJudged = [] }: LastVerification,
  isOutdated: boolean,
): readonly TooltipFact[] => {
  const [failures, unknowns, consequences] = [failed.length, unknown.length, notJudged.length];
  const counts = countsText({ passed, failed: failures, unknown: unknowns, notJudged: consequences, skipped: 0 });
  return [
    [
      l10n.t('Last verified'),
      isOutdated ? l10n.t`${timeText(at)}, before its gateway changed: ${counts}` : `${timeText(at)}: ${counts}`,
    ],
    [l10n.t('Failed'), failed.map((id) => checkTitle(id)).join(' · ')],
    [l10n.t('Unknown'), unknown.map((id) => checkTitle(id)).join(' · ')],
    [l10n.t('Not judged, because of a failed check'), notJudged.map((id) => checkTitle(id)).join(' · ')],
  ];
};

const gatewayFacts = ({ resource, association, gateway }: MemberNode): readonly TooltipFact[] => [
  [l10n.t('Gateway'), connectionText(association, gateway)],
  [l10n.t('Reason'), association.status === 'failed' ? association.error.message : undefined],
  ...(gatewaySettingOf(resource)
    ? ([[l10n.t('Reports gateway enabled'), enabledText(resource, association)]] as const)
    : []),
];

function enabledText(resource: Associable, association: Association): string {
  const isEnabled = gatewayEnabledOf(resource, association);
  if (isEnabled === undefined) return association.status === 'unread' ? l10n.t('loading…') : l10n.t('unknown');
  return isEnabled ? l10n.t('yes') : l10n.t('no');
}

export function tooltipOf(node: TreeNode): Markdown | undefined {
  if (node.type === 'problem') return words(node.error.message);
  const resource = resourceOf(node);
  if (!resource) return undefined;
  const connection = node.type === 'member' ? gatewayFacts(node) : [];
  const seen = node.type === 'member' && node.verification ? verificationFacts(node.verification, node.isOutdated) : [];
  const tags = Object.entries(resource.tags)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
  const facts: readonly TooltipFact[] = [
    ...treeKind(resource.kind).facts(resource),
    ...connection,
    [l10n.t('Resource group'), resource.resourceGroup],
    [l10n.t('Location'), displayRegion(resource.location)],
    ...seen,
    [l10n.t('Tags'), tags],
  ];
  const list = facts.flatMap(([name, value]) => (value ? [prose`- ${words(name)}: ${words(value)}`] : []));
  const advices = (node.type === 'member' ? node.drifts : []).map(({ severity, advice }) =>
    severity === 'broken' ? prose`**Attention:** ${words(advice)}` : prose`**Note:** ${words(advice)}`,
  );
  return joinMarkdown([prose`**${words(resource.name)}**`, joinMarkdown(list, '\n'), ...advices], '\n\n');
}
