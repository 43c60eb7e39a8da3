import '../kit/l10n';
import { type VsCodeApi, vsCodePort } from '../kit/vsCodePort';
import { startPage } from './page';
import { readUiState } from './uiState';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
const api = acquireVsCodeApi();
startPage(root, vsCodePort(api), readUiState(api.getState()), (ui) => {
  api.setState(ui);
});
