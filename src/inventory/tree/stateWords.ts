import * as l10n from '@vscode/l10n';
import { lookUp } from '../../kernel/lookUp';

export type StateSeverity = 'good' | 'busy' | 'warning' | 'bad' | 'none';

export interface StateWords {
  readonly severity: StateSeverity;
  readonly words: string;
}

const known: Readonly<Record<string, StateWords>> = {
  succeeded: { severity: 'good', words: l10n.t('ready') },
  connected: { severity: 'good', words: l10n.t('connected') },
  connectedrecently: { severity: 'good', words: l10n.t('connected') },
  creating: { severity: 'busy', words: l10n.t('being created') },
  updating: { severity: 'busy', words: l10n.t('being updated') },
  deleting: { severity: 'busy', words: l10n.t('being deleted') },
  accepted: { severity: 'busy', words: l10n.t('accepted') },
  connecting: { severity: 'busy', words: l10n.t('connecting') },
  disconnected: { severity: 'warning', words: l10n.t('disconnected') },
  notconnectedrecently: { severity: 'warning', words: l10n.t('disconnected') },
  offline: { severity: 'warning', words: l10n.t('offline') },
  agentnotinstalled: { severity: 'warning', words: l10n.t('no agents') },
  awaitingconnection: { severity: 'warning', words: l10n.t('not connected yet') },
  expired: { severity: 'bad', words: l10n.t('expired') },
  error: { severity: 'bad', words: l10n.t('error') },
  failed: { severity: 'bad', words: l10n.t('failed') },
  canceled: { severity: 'bad', words: l10n.t('canceled') },
  deleted: { severity: 'bad', words: l10n.t('deleted') },
  unknown: { severity: 'none', words: l10n.t('status unknown') },
};

/** A state of Azure in words; one that Azure may add keeps its own: `BeingMoved` is `being moved`. */
export const stateWords = (state: string): StateWords =>
  lookUp(known, state.toLowerCase()) ?? {
    severity: 'none',
    words: state.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(),
  };
