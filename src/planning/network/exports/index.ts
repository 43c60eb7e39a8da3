export { exportAllowList, exportFindings } from './exportAllowList';
export { exportFormats } from './formats';
export { gatewayPage, writeGatewayDocument } from './gatewayDocument';
export { gatewayDocuments, outputsFor } from './outputs';
