import * as l10n from '@vscode/l10n';
import { driftOf } from '../../association/engine';
import { isNotOffered, type Association, type LastVerification, type Observation } from '../../kernel/inventory';
import { isoTime } from '../../kernel/isoTime';
import { stateOf } from '../../kernel/resourceKinds';
import type { ArcResource, Associable } from '../../kernel/resources';
import { ageText } from '../../kernel/text/ageText';
import { plural } from '../../kernel/text/phrases';
import { isOutdated } from '../../verification/engine';
import { treeKind } from './kinds';
import { type StateSeverity, stateWords } from './stateWords';

/** The first thing to know of a resource that isn’t simply well. */
export interface Notice {
  /** `state.disconnected`, `checks.failed`, or the code of a drift. */
  readonly code: string;
  /** Two or three words, for a row. */
  readonly words: string;
  /** The same without a count or an age, for a group of such rows. */
  readonly group: string;
  readonly severity: StateSeverity;
  /** Somebody has to do something about it. */
  readonly needsAttention: boolean;
}

export interface KnownOfResource {
  readonly association: Association;
  readonly observation?: Observation | undefined;
  readonly verification?: LastVerification | undefined;
}

/** Undefined of a resource that is well as far as it is known. `now` is Unix time in milliseconds. */
export function noticeOf(resource: Associable, known: KnownOfResource, now: number): Notice | undefined {
  const { association, observation, verification } = known;
  const state = stateNotice(resource, now);
  if (state?.needsAttention) return state;
  const drifts = driftOf(resource, association, observation).map(({ code, severity, words }) => ({
    code,
    words,
    group: words,
    severity: severity === 'broken' ? ('warning' as const) : ('good' as const),
    needsAttention: severity === 'broken',
  }));
  const isCurrent = verification !== undefined && !isOutdated(verification, association);
  const found = isCurrent ? checksNotice(verification) : undefined;
  const failed = association.status === 'failed' && !isNotOffered(association) ? associationNotice : undefined;
  const again = verification !== undefined && !isCurrent ? outdatedNotice : undefined;
  const [drift] = drifts;
  const inOrder = drift?.needsAttention ? [drift, found] : [found, drift];
  return [...inOrder.slice(0, 1), failed, state, ...inOrder.slice(1), again].find((notice) => notice !== undefined);
}

/** Of any kind, by its state alone. */
export function stateNotice(resource: ArcResource, now: number): Notice | undefined {
  const state = stateOf(resource);
  const { severity, words } = stateWords(state);
  if (severity === 'good') return undefined;
  const needsAttention = severity === 'warning' || severity === 'bad';
  const since = needsAttention ? isoTime(treeKind(resource.kind).since?.(resource) ?? '') : undefined;
  return {
    code: `state.${state.toLowerCase()}`,
    words: since === undefined || since > now ? words : l10n.t`${words} ${ageText(now - since)}`,
    group: words,
    severity,
    needsAttention,
  };
}

/** What a verification has found; undefined if nothing is wrong or unknown. */
export function checksNotice({ failed, unknown }: LastVerification): Notice | undefined {
  if (failed.length > 0) {
    const isSilent = failed.includes('machine.reached');
    const some = plural(failed.length, {
      one: l10n.t('1 check failed'),
      other: l10n.t`${failed.length} checks failed`,
    });
    return {
      code: isSilent ? 'checks.noAnswer' : 'checks.failed',
      words: isSilent ? l10n.t('did not respond') : some,
      group: isSilent ? l10n.t('did not respond') : l10n.t('checks failed'),
      severity: 'warning',
      needsAttention: true,
    };
  }
  if (unknown.length === 0) return undefined;
  return {
    code: 'checks.unknown',
    words: plural(unknown.length, {
      one: l10n.t('1 check unknown'),
      other: l10n.t`${unknown.length} checks unknown`,
    }),
    group: l10n.t('checks unknown'),
    severity: 'none',
    needsAttention: false,
  };
}

const associationNotice: Notice = {
  code: 'association.failed',
  words: l10n.t('gateway unknown'),
  group: l10n.t('gateway unknown'),
  severity: 'none',
  needsAttention: false,
};

/** Results for a previous association are not shown. */
const outdatedNotice: Notice = {
  code: 'checks.outdated',
  words: l10n.t('verify again'),
  group: l10n.t('verify again'),
  severity: 'good',
  needsAttention: false,
};
