import { type Association, gatewayEnabledOf, type LastVerification } from '../../kernel/inventory';
import type { ArcResource, Cluster } from '../../kernel/resources';
import { joinMarkdown, type Markdown, words, prose } from '../../kernel/text/markdown';
import { checkTitle, countsText } from '../../verification/engine';
import { connectionText } from './labels';
import { type MemberNode, resourceOf, type TreeNode } from './nodes';

type TooltipFact = readonly [name: string, value: string | undefined];

function factsOfKind(resource: ArcResource): readonly TooltipFact[] {
  switch (resource.kind) {
    case 'gateway':
      return [
        ['State', resource.state],
        ['URL', resource.endpoint && `https://${resource.endpoint}`],
      ];
    case 'machine':
      return [
        ['Status', resource.status],
        ['Since', resource.lastStatusChange && timeText(resource.lastStatusChange)],
        ['Operating system', resource.osName ?? resource.os],
        ['Agent', resource.agentVersion],
        ['Private link scope', resource.privateLinkScopeId],
      ];
    case 'cluster':
      return [
        ['Connectivity', resource.connectivity],
        ['Distribution', resource.distribution],
        ['Kubernetes', resource.kubernetesVersion],
        ['Agents', resource.agentVersion],
        ['Private link scope', resource.privateLinkScopeId],
      ];
    case 'azureLocal':
      return [['Status', resource.status]];
  }
}

/** As people here write a time; what is none stays as it was said. */
function timeText(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime())
    ? at
    : time.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

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
  ...(resource.kind === 'cluster' ? ([['Says gateway enabled', enabledText(resource, association)]] as const) : []),
];

function enabledText(cluster: Cluster, association: Association): string {
  const isEnabled = gatewayEnabledOf(cluster, association);
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
    ...factsOfKind(resource),
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
