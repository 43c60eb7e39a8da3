import * as l10n from '@vscode/l10n';

/** What uses Azure Arc in a way that has no place for the gateway. */
export type Hint =
  | { readonly code: 'connect.cmdlet'; readonly name: string; readonly gatewayId: string }
  | { readonly code: 'connect.azureLocal'; readonly gatewayId: string }
  | { readonly code: 'setting.noGateway'; readonly key: string };

const codes: ReadonlySet<string> = new Set<Hint['code']>(['connect.cmdlet', 'connect.azureLocal', 'setting.noGateway']);

export const isHint = (content: { readonly code: string }): content is Hint => codes.has(content.code);

export function hintText(hint: Hint): string {
  switch (hint.code) {
    case 'connect.cmdlet':
      return l10n.t`${hint.name} can’t use a gateway while it connects a machine. Let it connect, then associate the machine in Azure with ${hint.gatewayId}`;
    case 'connect.azureLocal':
      return l10n.t`This cmdlet connects a machine of Azure Local. Add -ArcGatewayID "${hint.gatewayId}" to it.`;
    case 'setting.noGateway':
      return l10n.t`No agent has the setting ${hint.key}. Give azcmagent connect --gateway-id, or associate the machine in Azure.`;
  }
}
