import type { WizardChoices, WizardState } from '../../../src/contract/wizard';
import type { FakePage } from './fakePage';

export type Document = Record<string, unknown>;

/** What a test decides before the page starts. */
export interface Scenario {
  readonly document: Document;
  readonly choices: WizardChoices;
  readonly uiState?: unknown;
  readonly unreadable?: string;
  readonly isDirty?: boolean;
  /** Errors, or the plan's findings, instead of those of the core. */
  readonly errors?: WizardState['errors'];
  readonly findings?: NonNullable<WizardState['plan']>['findings'];
}

/**
 * The extension host's part, inside the page: the real contract and the real core over a document in memory. A test
 * reads from it what the wizard has sent.
 */
export interface FakeHost extends FakePage {
  document: Document;
  choices: WizardChoices;
  /** Of each state that was sent, the name of the script whose text it had; null: none. */
  readonly sentScripts: (string | null)[];
  /** While true, requests wait for `release`. */
  isHeld: boolean;
  /** While set, why every edit fails. */
  refusal?: string;
  /** Lets the oldest waiting request go. */
  release(): void;
  push(): void;
  /** The document changes behind the form's back, as by an undo. */
  change(document: Document): void;
}

declare global {
  interface Window {
    scenario: Scenario;
    host: FakeHost;
  }
}
