import * as l10n from '@vscode/l10n';
import { exportFormats } from './formats';

export type GatewayDocument = 'gatewayMarkdown' | 'gatewayCsv';

interface Output<Id = string> {
  readonly id: Id;
  readonly title: string;
  readonly fileName: string;
}

/** What a gateway carries, for a security review. */
export const gatewayDocuments: readonly Output<GatewayDocument>[] = [
  { id: 'gatewayMarkdown', title: l10n.t('What a gateway carries (Markdown)'), fileName: 'arc-gateway-hosts.md' },
  { id: 'gatewayCsv', title: l10n.t('What a gateway carries (CSV)'), fileName: 'arc-gateway-hosts.csv' },
];

/** The allow list in each format; behind a gateway also what that carries. */
export const outputsFor = ({ hasGateway }: { readonly hasGateway: boolean }): readonly Output[] => [
  ...exportFormats,
  ...(hasGateway ? gatewayDocuments : []),
];
