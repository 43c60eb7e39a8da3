import type { WizardChoices, WizardState } from '../contract/wizard';
import { parseResourceId, sameResource } from '../kernel/resources';
import { plan } from '../planning';
import type { Surroundings } from '../planning/rules';
import type { FieldError, Site } from '../planning/site';
import { readSiteText } from '../vscode/readDocument';

/** What the wizard needs to know of the document it edits. */
export interface DocumentFacts {
  readonly text: string;
  readonly revision: number;
  readonly fileName: string;
  readonly isDirty: boolean;
  readonly isSample: boolean;
}

/** All that the wizard shows for a document: a pure function of the text and of what Azure offers. */
export function wizardState({ text, ...facts }: DocumentFacts, choices: WizardChoices): WizardState {
  const read = readSiteText(text);
  if ('unreadable' in read) return { ...facts, unreadable: read.unreadable, errors: [], choices };
  const { document } = read;
  if ('errors' in read) return { ...facts, document, errors: copy(read.errors), choices };
  // Pushed to the webview as plain data; the contract's arrays are mutable only in type.
  const planned = structuredClone(plan(read.site, surroundingsOf(read.site, choices))) as WizardState['plan'];
  return { ...facts, document, errors: [], plan: planned, choices };
}

/** What Azure says of the site's gateway and its subscription, as far as the lists have been read. */
function surroundingsOf({ gateway }: Site, { gateways, subscriptions, hasAllGateways }: WizardChoices): Surroundings {
  if (!gateway) return {};
  const id = parseResourceId(gateway.id);
  if (!id.ok) return {};
  const inSubscription = gateways.filter((each) => {
    const other = parseResourceId(each.id);
    return other.ok && other.value.subscriptionId === id.value.subscriptionId;
  });
  const known = inSubscription.find((each) => sameResource(each.id, gateway.id));
  const seen = { gatewaysInSubscription: inSubscription.length };
  if (known) return { ...seen, gatewayState: known.state, gatewayTenantId: known.tenantId };
  const isRead = hasAllGateways && subscriptions.some((each) => each.id.toLowerCase() === id.value.subscriptionId);
  return isRead ? { ...seen, gatewayIsListed: false } : seen;
}

const copy = (errors: readonly FieldError[]): WizardState['errors'] => errors.map((error) => ({ ...error }));
