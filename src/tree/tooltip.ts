import * as vscode from 'vscode';
import { type ArcResource, checkTitle, countsText, type LastVerification } from '../core';
import { wayOf } from './words';
import { resourceOf, type TreeNode } from './nodes';

type Fact = readonly [name: string, value: string | undefined];

function ownFacts(resource: ArcResource): readonly Fact[] {
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
        ['Says gateway enabled', resource.gatewayEnabled ? 'yes' : 'no'],
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

const verificationFacts = ({ at, passed, failed, unknown }: LastVerification, isOutdated: boolean): readonly Fact[] => {
  const counts = countsText({ passed, failed: failed.length, unknown: unknown.length, skipped: 0 });
  return [
    ['Last verified', `${timeText(at)}${isOutdated ? ', before its gateway changed' : ''}: ${counts}`],
    ['Failed', failed.map(checkTitle).join(' · ')],
    ['Not known', unknown.map(checkTitle).join(' · ')],
  ];
};

/** The facts of a node as a list. Values come from Azure and are shown as text, never as Markdown. */
export function tooltipOf(node: TreeNode): vscode.MarkdownString | undefined {
  const markdown = new vscode.MarkdownString('', true);
  if (node.type === 'problem') return markdown.appendText(node.error.message);
  const resource = resourceOf(node);
  if (!resource) return undefined;
  const way: readonly Fact[] = node.type === 'member' ? [['Gateway', wayOf(node.association, node.gateway)]] : [];
  const seen = node.type === 'member' && node.verification ? verificationFacts(node.verification, node.isOutdated) : [];
  const tags = Object.entries(resource.tags)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
  const facts: readonly Fact[] = [
    ...ownFacts(resource),
    ...way,
    ['Resource group', resource.resourceGroup],
    ['Location', resource.location],
    ...seen,
    ['Tags', tags],
  ];
  markdown.appendMarkdown('**').appendText(resource.name).appendMarkdown('**\n\n');
  for (const [name, value] of facts) {
    if (value) markdown.appendMarkdown(`- ${name}: `).appendText(value).appendMarkdown('\n');
  }
  for (const { severity, advice } of node.type === 'member' ? node.drifts : []) {
    markdown.appendMarkdown(`\n\n$(${severity === 'broken' ? 'warning' : 'info'}) `).appendText(advice);
  }
  return markdown;
}
