import { type WebviewPort } from '../../src/contract/client';

export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

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
