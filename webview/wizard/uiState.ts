import { isRecord } from '../../src/kernel/isRecord';
import { present } from '../../src/kernel/present';
import { type VsCodeApi } from '../kit/vsCodePort';
import { type StepId, stepIds } from './step';

/** Survives a reload; holds nothing of the document. */
export interface UiState {
  readonly step: StepId;
  readonly tab?: string;
  /** Index of the cluster that is shown. */
  readonly cluster?: number;
}

/** Undefined in a page that has just been opened. */
export function readUiState(api: Pick<VsCodeApi, 'getState'>): UiState | undefined {
  const kept = api.getState();
  if (!isRecord(kept)) return undefined;
  const { tab, cluster } = kept;
  const step = stepIds.find((each) => each === kept.step);
  const isTab = tab === undefined || typeof tab === 'string';
  const isCluster = cluster === undefined || typeof cluster === 'number';
  return step && isTab && isCluster ? present({ step, tab, cluster }) : undefined;
}
