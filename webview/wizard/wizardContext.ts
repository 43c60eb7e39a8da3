import { type Client } from '../../src/contract/protocol';
import { type wizardContract } from '../../src/contract/wizard';
import { type EditQueue } from './editQueue';
import { type FormFields } from './formFields';
import { type StepId } from './step';

/** What the parts of the page share. */
export interface WizardContext {
  readonly client: Client<typeof wizardContract>;
  readonly edits: EditQueue;
  readonly fields: FormFields;
  /** Brings the page up to date; while a pointer is pressed, after its release, so that nothing moves under it. */
  readonly updateSoon: () => void;
  readonly actions: {
    readonly showStep: (step: StepId) => void;
    /** Shows the field that a complaint is about and puts the focus there. */
    readonly jumpTo: (path: string) => void;
    readonly saveScript: (fileName: string) => void;
    readonly copyScript: (fileName: string) => void;
    readonly copyEndpoints: () => void;
    readonly copyStep: (index: number) => void;
    readonly saveScripts: () => void;
    /** Saves the scripts, or leads to the first thing that is missing. */
    readonly saveAll: () => void;
    readonly openAsText: () => void;
    readonly showTraffic: () => void;
    readonly refreshChoices: () => void;
  };
}

export type OperatingSystem = 'linux' | 'windows';

export const osNames: Readonly<Record<OperatingSystem, string>> = { linux: 'Linux', windows: 'Windows' };
