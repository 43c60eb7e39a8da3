import { type WebviewPort } from '../../src/contract/client';

/** What VS Code gives a webview, and only once. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** VS Code's pipe between a page and its host. */
export const vsCodePort = (api: VsCodeApi): WebviewPort => ({
  post: (message) => {
    api.postMessage(message);
  },
  listen: (receive) => {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      receive(data);
    });
  },
});
