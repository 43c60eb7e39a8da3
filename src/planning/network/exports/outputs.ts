import { exportFormats } from './formats';
import { gatewayDocuments } from './gatewayDocument';

interface Output {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
}

/** The allow list in each format; behind a gateway also what that carries. */
export const outputsFor = ({ hasGateway }: { readonly hasGateway: boolean }): readonly Output[] => [
  ...exportFormats,
  ...(hasGateway ? gatewayDocuments : []),
];
