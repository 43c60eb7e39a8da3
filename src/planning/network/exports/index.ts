export { exportAllowList, exportFindings } from './exportAllowList';
export { exportFormats } from './formats';
