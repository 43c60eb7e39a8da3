import { readUiState, type VsCodeApi } from './uiState';
import { startWizard } from './wizard';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
const api = acquireVsCodeApi();
startWizard(
  root,
  {
    post: (message) => {
      api.postMessage(message);
    },
    listen: (receive) => {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        receive(data);
      });
    },
  },
  readUiState(api),
  (ui) => {
    api.setState(ui);
  },
);
