import * as l10n from '@vscode/l10n';
import type { PageFact } from '../contract/resourcePage';
import { isAgentVersion } from '../kernel/knowledge/agentVersion';
import { supportEndOf } from '../kernel/knowledge/agentSupport';
import type { Cluster, Machine } from '../kernel/resources';
import { textLanguage } from '../kernel/text/phrases';

const notReported = (): string => l10n.t('not reported');

const yesOrNo = (value: boolean | undefined): string =>
  value === undefined ? notReported() : value ? l10n.t('yes') : l10n.t('no');

export const machineAgent = (machine: Machine, now: number): readonly PageFact[] => [
  version(machine.agentVersion),
  { name: l10n.t('Support'), value: supportText(machine.agentVersion, now) },
  { name: l10n.t('Automatic upgrade'), value: yesOrNo(machine.automaticUpgrade) },
  ...optional(l10n.t('Upgrade to'), machine.desiredAgentVersion),
  ...optional(l10n.t('Last upgrade'), machine.lastUpgrade),
];

export const clusterAgent = (cluster: Cluster): readonly PageFact[] => [
  version(cluster.agentVersion),
  ...optional(l10n.t('Kubernetes'), cluster.kubernetesVersion),
];

const version = (agentVersion: string | undefined): PageFact =>
  agentVersion === undefined
    ? { name: l10n.t('Version'), value: notReported() }
    : { name: l10n.t('Version'), value: agentVersion, isCode: true };

export const optional = (name: string, value: string | undefined, isCode = false): readonly PageFact[] =>
  value === undefined ? [] : [{ name, value, ...(isCode && { isCode }) }];

export function hasLeftSupport(agentVersion: string | undefined, now: number): boolean {
  const end = isAgentVersion(agentVersion) ? supportEndOf(agentVersion) : undefined;
  return end !== undefined && end.monthCount <= monthOf(now);
}

/** Releases have no day, so neither does the end of support. */
function supportText(agentVersion: string | undefined, now: number): string {
  if (!isAgentVersion(agentVersion)) return l10n.t('unknown');
  const end = supportEndOf(agentVersion);
  if (!end) return l10n.t('newer than the known releases');
  const month = new Date(Date.UTC(Math.floor(end.monthCount / 12), end.monthCount % 12)).toLocaleDateString(
    textLanguage(),
    {
      year: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    },
  );
  return end.monthCount <= monthOf(now) ? l10n.t`ended in ${month}` : l10n.t`ends in ${month}`;
}

const monthOf = (now: number): number => {
  const date = new Date(now);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
