import type { LabeledObject } from '../../../kernel/kubectl';

export interface HelmRelease {
  readonly revision: number;
  /** `deployed`, `failed`, `pending-install`, `pending-upgrade`, `pending-rollback`, `superseded`, `uninstalling`. */
  readonly status: string;
}

/** The newest of Helm’s records of a release; undefined without any. Source of the labels: helm.sh/helm v3 and v4. */
export function readRelease(records: readonly LabeledObject[]): HelmRelease | undefined {
  return records
    .map(({ labels }) => ({ revision: Number(labels.version), status: labels.status ?? '' }))
    .filter(({ revision, status }) => Number.isInteger(revision) && status !== '')
    .reduce<HelmRelease | undefined>(
      (newest, each) => (newest === undefined || each.revision > newest.revision ? each : newest),
      undefined,
    );
}
