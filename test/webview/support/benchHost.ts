import { serve } from '../../../src/contract/server';
import { wizardContract } from '../../../src/contract/wizard';
import { editDocument } from '../../../src/wizard/documentJson';
import { createPlanner } from '../../../src/planning';
import { createWizardState, type ShownScript, stateForPage } from '../../../src/wizard/wizardState';
import { playVsCode } from './fakePage';
import type {} from './scenario';

/** The extension host's part inside the page: a text, its edits, and the state that follows, as the product makes it. */
const { scenario } = window;
const planner = createPlanner();
const wizardState = createWizardState(async () => planner);
let text = JSON.stringify(scenario.document, undefined, 2);
let revision = 1;
let asked: ShownScript | undefined;

const push = async (): Promise<void> => {
  const facts = { text, revision, fileName: 'bench.arc.json', isDirty: true, isSample: true };
  server.push(stateForPage(await wizardState(facts, scenario.choices), asked));
};
const nothing = () => Promise.resolve(null);

const server = serve(
  wizardContract,
  {
    edit: async ({ edits }) => {
      window.dispatchEvent(new Event('edit'));
      text = editDocument(text, edits);
      revision++;
      await push();
      return null;
    },
    showScript: async (script) => {
      asked = script;
      await push();
      return null;
    },
    saveScript: nothing,
    saveScripts: nothing,
    copyScript: nothing,
    copyStep: nothing,
    remedy: nothing,
    copyEndpoints: nothing,
    openAsText: nothing,
    showTraffic: nothing,
    refreshChoices: nothing,
  },
  { post: (message) => window.postMessage(structuredClone(message), '*') },
  {
    onReady: () => void push(),
    onError: (error) => {
      console.error(error);
    },
  },
);

playVsCode({ requests: [], kept: [], violations: [] }, scenario.uiState, server.receive);
