import { type Association, gatewayEnabledOf, type LastVerification } from '../../kernel/inventory';
import { gatewaySettingOf } from '../../kernel/resourceKinds';
import type { Associable } from '../../kernel/resources';
import { joinMarkdown, type Markdown, words, prose } from '../../kernel/text/markdown';
import { checkTitle, countsText } from '../../verification/engine';
import { type TooltipFact, treeKind } from './kinds';
import { connectionText } from './labels';
import { type MemberNode, resourceOf, type TreeNode } from './nodes';
import { timeText } from './timeText';

const verificationFacts = (
  { at, passed, failed, unknown }: LastVerification,
  isOutdated: boolean,
): readonly TooltipFact[] => {
  const counts = countsText({ passed, failed: failed.length, unknown: unknown.length, skipped: 0 });
  return [
    ['Last verified', `${timeText(at)}${isOutdated ? ', before its gateway changed' : ''}: ${counts}`],
    ['Failed', failed.map(checkTitle).join(' · ')],
    ['Not known', unknown.map(checkTitle).join(' · ')],
  ];
};

const gatewayFacts = ({ resource, association, gateway }: MemberNode): readonly TooltipFact[] => [
  ['Gateway', connectionText(association, gateway)],
  ['Why', association.status === 'failed' ? association.error.message : undefined],
  ...(gatewaySettingOf(resource) ? ([['Says gateway enabled', enabledText(resource, association)]] as const) : []),
];

function enabledText(resource: Associable, association: Association): string {
  const isEnabled = gatewayEnabledOf(resource, association);
  if (isEnabled === undefined) return association.status === 'unread' ? 'reading…' : 'not known';
  return isEnabled ? 'yes' : 'no';
}

/** The facts of a node as a list in Markdown, in which values from Azure are text and nothing else. */
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
    ['Resource group', resource.resourceGroup],
    ['Location', resource.location],
    ...seen,
    ['Tags', tags],
  ];
  const list = facts.flatMap(([name, value]) => (value ? [prose`- ${words(name)}: ${words(value)}`] : []));
  const advices = (node.type === 'member' ? node.drifts : []).map(
    ({ severity, advice }) => prose`**${severity === 'broken' ? prose`Attention` : prose`Note`}:** ${words(advice)}`,
  );
  return joinMarkdown([prose`**${words(resource.name)}**`, joinMarkdown(list, '\n'), ...advices], '\n\n');
}
