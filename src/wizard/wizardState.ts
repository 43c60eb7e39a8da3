import { present } from '../kernel/present';
import type { WizardChoices, WizardState } from '../contract/wizard';
import { lazily } from '../kernel/lazily';
import { memoize, memoizeLast } from '../kernel/memo';
import { parseResourceId, sameResource } from '../kernel/resources';
import type { createPlanner, Plan } from '../planning';
import type { ObservedAzureState } from '../planning/rules';
import { headOf } from '../planning/targets/script';
import { type FieldError, isOfVersion1, pathInVersion2, type Site, upgrade } from '../planning/site';
import { readSiteText } from '../vscode/readDocument';

export interface DocumentFacts {
  readonly text: string;
  readonly revision: number;
  readonly fileName: string;
  readonly isDirty: boolean;
  readonly isSample: boolean;
}

/** As the host has it: with all scripts, written when they are read. */
export interface PlannedState extends Omit<WizardState, 'plan'> {
  readonly plan?: Plan;
}

/** What the page has asked for. */
export interface ShownScript {
  readonly fileName?: string;
}

/** Writes the script that is shown, and no other one. */
export function stateForPage({ plan, ...state }: PlannedState, asked: ShownScript | undefined): WizardState {
  if (!plan) return state;
  const { scripts } = plan;
  const shown = asked ? scripts.find(({ fileName }) => fileName === asked.fileName) : scripts[0];
  const script = shown && { ...headOf(shown), text: shown.text, marks: shown.marks };
  return { ...state, plan: { ...plan, scripts: scripts.map(headOf), ...(script && { script }) } };
}

type Gateways = WizardChoices['gateways'];

type Planner = ReturnType<typeof createPlanner>;

/**
 * Replans only if the text or observed gateway changed. The planner loads with the first valid
 * document.
 */
export function createWizardState(
  loadPlanner: () => Promise<Planner>,
  providersOf: (site: Site) => NonNullable<ObservedAzureState['providers']> = () => nothing,
  permissionsOf: (site: Site) => NonNullable<ObservedAzureState['permissions']> = () => nothing,
): (facts: DocumentFacts, choices: WizardChoices) => Promise<PlannedState> {
  const readText = memoizeLast(readSiteText);
  const observedState = memoizeLast(observedStateOf);
  const withWhatIsRead = memoizeLast(
    (
      observed: ObservedAzureState,
      providers: NonNullable<ObservedAzureState['providers']>,
      permissions: NonNullable<ObservedAzureState['permissions']>,
    ): ObservedAzureState => ({ ...observed, providers, permissions }),
  );
  const planner = lazily(async () => memoizeLast(await loadPlanner()));
  return async ({ text, ...facts }, choices) => {
    const read = readText(text);
    if ('unreadable' in read) return { ...facts, unreadable: read.unreadable, errors: [], choices };
    const { document, site, errors, unread } = read;
    // The form uses version 2.
    const form = { document: upgrade(document), errors: errors.map((error) => ofForm(error, document)) };
    if (!site || Object.keys(site.targets).length === 0) return { ...facts, ...form, choices };
    const { gateways, subscriptions, hasAllGateways } = choices;
    const ofGateway = observedState(site.gateway?.id, gateways, subscriptions, hasAllGateways);
    const observed = withWhatIsRead(ofGateway, providersOf(site), permissionsOf(site));
    return { ...facts, ...form, plan: (await planner())(site, observed, unread), choices };
  };
}

const nothing = {};

const ofForm = ({ path, ...error }: FieldError, document: Readonly<Record<string, unknown>>): FieldError => ({
  ...error,
  path: isOfVersion1(document) ? pathInVersion2(path) : path,
});

/** Of the gateway and its subscription, as far as loaded. */
function observedStateOf(
  gatewayId: string | undefined,
  gateways: Gateways,
  subscriptions: WizardChoices['subscriptions'],
  hasAllGateways: boolean,
): ObservedAzureState {
  if (gatewayId === undefined) return {};
  const id = parseResourceId(gatewayId);
  if (!id.ok) return {};
  const { subscriptionId } = id.value;
  const inSubscription = bySubscription(gateways).get(subscriptionId) ?? [];
  const known = inSubscription.find((each) => sameResource(each.id, gatewayId));
  const seen = { gatewaysInSubscription: inSubscription.length };
  if (known) return present({ ...seen, gatewayState: known.state, gatewayTenantId: known.tenantId });
  const isRead = hasAllGateways && subscriptions.some((each) => each.id.toLowerCase() === subscriptionId);
  return isRead ? { ...seen, gatewayIsListed: false } : seen;
}

const bySubscription = memoize((gateways: Gateways) =>
  Map.groupBy(gateways, ({ id }) => {
    const parsed = parseResourceId(id);
    return parsed.ok ? parsed.value.subscriptionId : undefined;
  }),
);
