import type { WizardChoices, WizardState } from '../contract/wizard';
import { type FieldError, parseTopology, plan } from '../core';
import { readDocument } from './documentJson';

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
  const document = readDocument(text);
  if (!document.ok) return { ...facts, unreadable: document.error, errors: [], choices };
  const topology = parseTopology(document.value);
  if (!topology.ok) return { ...facts, document: document.value, errors: copy(topology.error), choices };
  // Pushed to the webview as plain data; the contract's arrays are mutable only in type.
  const planned = structuredClone(plan(topology.value)) as WizardState['plan'];
  return { ...facts, document: document.value, errors: [], plan: planned, choices };
}

const copy = (errors: readonly FieldError[]): WizardState['errors'] => errors.map((error) => ({ ...error }));
