export { exportAllowList, exportFindings } from './exportAllowList';
export { exportFormats } from './formats';
export { gatewayDocuments, gatewayPage } from './gatewayDocument';
export { outputsFor } from './outputs';
