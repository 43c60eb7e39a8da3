import * as v from 'valibot';
import { type VsCodeApi } from '../kit/vsCodePort';
import { type StepId, stepIds } from './step';

const uiState = v.object({ step: v.picklist(stepIds), tab: v.exactOptional(v.string()) });

/** Survives a reload; holds nothing of the document. */
export interface UiState {
  readonly step: StepId;
  readonly tab?: string;
}

export function readUiState(api: Pick<VsCodeApi, 'getState'>): UiState {
  const parsed = v.safeParse(uiState, api.getState());
  return parsed.success ? parsed.output : { step: 'targets' };
}
