import { ArcError } from '../../../src/kernel/errors';
import { type Server, serve } from '../../../src/contract/server';
import { type FieldEdit, wizardContract, type WizardState } from '../../../src/contract/wizard';
import { editDocument } from '../../../src/wizard/documentJson';
import { plan } from '../../../src/planning/makePlan';
import { type PlannedState, type ShownScript, stateForPage } from '../../../src/wizard/wizardState';
import type { Plan } from '../../../src/planning/plan';
import { readSite } from '../../../src/planning/site/readSite';
import type { Site } from '../../../src/planning/site/site';
import { translated } from '../../../src/kernel/text/phrases';
import { playVsCode } from './fakePage';
import type { Document, FakeHost } from './scenario';

const { scenario } = window;
let revision = 1;
let asked: ShownScript | undefined;
const waiting: (() => void)[] = [];

function stateOf({ document, choices }: FakeHost): WizardState {
  const { site, errors } = readSite(document);
  const isPlanned = site !== undefined && Object.keys(site.targets).length > 0 && !scenario.errors;
  const state: PlannedState = {
    revision,
    fileName: 'branch-berlin.arc.json',
    isDirty: scenario.isDirty ?? true,
    isSample: true,
    document,
    unreadable: scenario.unreadable,
    errors: scenario.errors ?? errors.map((error) => ({ ...error })),
    ...(isPlanned && { plan: planOf(site) }),
    choices,
  };
  return structuredClone(stateForPage(state, asked));
}

function planOf(site: Site): Plan {
  const { findings, ...rest } = plan(site);
  return { ...rest, findings: scenario.findings ?? findings };
}

/** As the extension host does it, with what it keeps of the text. */
const edited = (document: unknown, edits: readonly FieldEdit[]): Document =>
  JSON.parse(editDocument(JSON.stringify(document), edits)) as Document;

const host: FakeHost = {
  requests: [],
  kept: [],
  violations: [],
  sentScripts: [],
  document: scenario.document,
  choices: {
    ...scenario.choices,
    scenarios: scenario.choices.scenarios.map((each) => ({ ...each, title: translated(each.title) })),
  },
  isHeld: false,
  release: () => {
    waiting.shift()?.();
  },
  push: () => {
    const state = stateOf(host);
    host.sentScripts.push(state.plan?.script?.fileName ?? null);
    server.push(state);
  },
  change: (document) => {
    host.document = document;
    revision++;
    host.push();
  },
};
window.host = host;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    if (host.isHeld) waiting.push(resolve);
    else setTimeout(resolve);
  });
const done = async (): Promise<null> => {
  await turn();
  return null;
};

const server: Server<typeof wizardContract> = serve(
  wizardContract,
  {
    edit: async ({ edits }) => {
      await turn();
      if (host.refusal !== undefined) throw new ArcError({ code: 'Conflict' }, host.refusal);
      host.change(edited(host.document, edits));
      return null;
    },
    showScript: async (script) => {
      if (host.isHeld) await turn();
      asked = script;
      host.push();
      return null;
    },
    saveScript: async ({ fileName }) => {
      await turn();
      return fileName;
    },
    saveScripts: async () => {
      await turn();
      const { site } = readSite(host.document);
      return site ? plan(site).scripts.map(({ fileName }) => fileName) : null;
    },
    copyScript: done,
    copyStep: done,
    remedy: done,
    copyEndpoints: done,
    openAsText: done,
    showTraffic: done,
    refreshChoices: done,
  },
  { post: (message) => window.postMessage(message, '*') },
  {
    onReady: () => {
      host.push();
    },
    onError: (error) => {
      if (error.message !== host.refusal) console.error(error);
    },
  },
);

playVsCode(host, scenario.uiState, server.receive);
