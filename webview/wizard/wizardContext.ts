import { type Client } from '../../src/contract/protocol';
import { type SiteChoices, type wizardContract } from '../../src/contract/wizard';
import { type Redraw } from '../kit/redraw';
import { type EditQueue } from './editQueue';
import { type FormFields } from './formFields';
import { type RemedyRequest } from './quickFix';
import { type StepId } from './step';
import { type UiState } from './uiState';

export interface WizardContext {
  readonly client: Client<typeof wizardContract>;
  readonly edits: EditQueue;
  readonly fields: FormFields;
  readonly redraw: Redraw;
  readonly ui: () => UiState;
  readonly actions: {
    readonly showStep: (step: StepId) => void;
    /** By its index in the document. */
    readonly showCluster: (index: number) => void;
    readonly showTab: (tab: string) => void;
    /** Which script the host sends the text of; none without a name. */
    readonly showScript: (fileName: string | undefined) => void;
    /** Shows and focuses a field. */
    readonly jumpTo: (path: string) => void;
    readonly saveScript: (fileName: string) => void;
    readonly copyScript: (fileName: string) => void;
    readonly copyEndpoints: () => void;
    readonly copyStep: (index: number) => void;
    readonly saveScripts: () => void;
    /** Saves the scripts, or goes to the first error. */
    readonly saveAll: () => void;
    readonly remedy: (request: RemedyRequest) => void;
    readonly openAsText: () => void;
    readonly showTraffic: () => void;
    readonly refreshChoices: () => void;
  };
}

export type OperatingSystem = SiteChoices['os'];

export const osNames: Readonly<Record<OperatingSystem, string>> = { linux: 'Linux', windows: 'Windows' };
