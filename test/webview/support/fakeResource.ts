import { serve } from '../../../src/contract/server';
import { resourcePageContract } from '../../../src/contract/resourcePage';
import { playVsCode } from './fakePage';
import type { PageHost, PageScenario } from './pageScenario';

const scenario = window.scenario as unknown as PageScenario;

const host: PageHost = {
  requests: [],
  kept: [],
  violations: [],
  push: (state) => {
    server.push(state);
  },
};
window.resourcePage = host;

const done = (): Promise<null> => Promise.resolve(null);

const server = serve(
  resourcePageContract,
  { act: done, fix: done, open: done, copy: done, keep: done, refresh: done },
  { post: (message) => window.postMessage(message, '*') },
  {
    onReady: () => {
      host.push(scenario.state);
    },
    onError: (error) => {
      console.error(error);
    },
  },
);

playVsCode(host, scenario.uiState, server.receive);
