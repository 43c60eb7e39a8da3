import '../kit/l10n';
import { type VsCodeApi, vsCodePort } from '../kit/vsCodePort';
import { readUiState } from './uiState';
import { startWizard } from './wizard';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
const api = acquireVsCodeApi();
startWizard(root, vsCodePort(api), readUiState(api), (ui) => {
  api.setState(ui);
});
