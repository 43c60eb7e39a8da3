import * as l10n from '@vscode/l10n';
import type { PageFinding } from '../contract/resourcePage';
import { isNotOffered } from '../kernel/inventory';
import { isLost } from '../kernel/knowledge/gatewayState';
import { supportSource } from '../kernel/knowledge/agentSupport';
import { type ArcResource, type Associable, nameInId } from '../kernel/resources';
import { plural } from '../kernel/text/phrases';
import { driftOf } from '../association/engine';
import { stateNotice } from '../inventory/tree/notice';
import { isOutdated } from '../verification/engine';
import { hasLeftSupport } from './agent';
import type { KnownOfMember } from './known';

/** By its state alone; `reason` in Azure’s words. */
export function stateProblems(resource: ArcResource, now: number, reason?: string): readonly PageFinding[] {
  const notice = stateNotice(resource, now);
  if (!notice?.needsAttention) return [];
  const message = reason === undefined ? notice.words : l10n.t`${notice.words}: ${reason}`;
  return [{ severity: notice.severity === 'bad' ? 'error' : 'warning', message }];
}

const order: readonly PageFinding['severity'][] = ['error', 'warning', 'info', 'ok'];

/** Worst first. */
export function memberProblems(resource: Associable, known: KnownOfMember, now: number): readonly PageFinding[] {
  const reason = resource.kind === 'machine' ? resource.statusReason : undefined;
  const found = [
    ...stateProblems(resource, now, reason),
    ...driftProblems(resource, known),
    ...gatewayProblems(known),
    ...checkProblems(known),
    ...supportProblems(resource, now),
  ];
  return found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

const driftProblems = (resource: Associable, { association, observation }: KnownOfMember): readonly PageFinding[] =>
  driftOf(resource, association, observation).map(({ severity, advice }) => ({
    severity: severity === 'broken' ? 'warning' : 'info',
    message: advice,
  }));

function gatewayProblems({ association, gateway, gatewayId }: KnownOfMember): readonly PageFinding[] {
  if (association.status === 'failed') {
    return [{ severity: isNotOffered(association) ? 'info' : 'warning', message: association.error.message }];
  }
  if (gatewayId === undefined) return [];
  if (!gateway) {
    const name = nameInId(gatewayId);
    return [
      {
        severity: 'warning',
        message: l10n.t`Its gateway ${name} is not in the inventory: it was deleted, or its subscription is not shown.`,
      },
    ];
  }
  return isLost(gateway) ? [{ severity: 'error', message: l10n.t`Its gateway ${gateway.name} can’t be used.` }] : [];
}

function checkProblems({ verification, association }: KnownOfMember): readonly PageFinding[] {
  if (!verification || isOutdated(verification, association)) return [];
  const { length } = verification.failed;
  if (length === 0) return [];
  const message = plural(length, {
    one: l10n.t('1 check failed when it was last verified, below.'),
    other: l10n.t`${length} checks failed when it was last verified, below.`,
  });
  return [{ severity: 'warning', message }];
}

function supportProblems({ kind, agentVersion }: Associable, now: number): readonly PageFinding[] {
  if (kind !== 'machine' || !hasLeftSupport(agentVersion, now)) return [];
  return [
    {
      severity: 'info',
      message: l10n.t`Its agent ${agentVersion ?? ''} is no longer supported. Upgrade it.`,
      source: supportSource,
    },
  ];
}
