import * as v from 'valibot';
import { type VsCodeApi } from '../kit/vsCodePort';
import { type StepId, stepIds } from './step';

const uiState = v.object({
  step: v.picklist(stepIds),
  tab: v.exactOptional(v.string()),
  cluster: v.exactOptional(v.number()),
});

/** Survives a reload; holds nothing of the document. */
export interface UiState {
  readonly step: StepId;
  readonly tab?: string;
  /** Index of the cluster that is shown. */
  readonly cluster?: number;
}

/** Undefined in a page that has just been opened. */
export function readUiState(api: Pick<VsCodeApi, 'getState'>): UiState | undefined {
  const parsed = v.safeParse(uiState, api.getState());
  return parsed.success ? parsed.output : undefined;
}
