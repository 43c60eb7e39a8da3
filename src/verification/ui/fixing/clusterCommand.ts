import * as vscode from 'vscode';
import { type Associable, parseResourceId } from '../../../kernel/resources';
import { foreign, say } from '../../../kernel/text/boxText';
import { bareWord, bashLiteral } from '../../../kernel/text/quote';
import { showInformation } from '../../../vscode/boxes/messages';

export type ClusterCommand = 'update' | 'upgrade';

/** Azure’s own tool has to run it, with Helm and a context of the cluster: this puts it in the clipboard, for bash. */
export async function copyClusterCommand(
  command: ClusterCommand,
  clusters: readonly Associable[],
  gatewayId: string | undefined,
): Promise<void> {
  const lines = clusters.flatMap(({ id }) => commandFor(command, id, gatewayId) ?? []);
  await vscode.env.clipboard.writeText(lines.join('\n'));
  void showInformation(
    say`Copied. Run it where kubectl and Helm reach ${foreign('azureName', clusters.map(({ name }) => name).join(', '))}, then verify again.`,
  );
}

function commandFor(command: ClusterCommand, id: string, gatewayId: string | undefined): string | undefined {
  const parts = parseResourceId(id);
  if (!parts.ok) return undefined;
  const { name, resourceGroup, subscriptionId } = parts.value;
  const gateway = command === 'update' && gatewayId !== undefined ? ['--gateway-resource-id', gatewayId] : [];
  const words = ['--name', name, '--resource-group', resourceGroup, '--subscription', subscriptionId, ...gateway];
  return ['az connectedk8s', command, ...words.map((word) => bareWord(word) ?? bashLiteral(word))].join(' ');
}
