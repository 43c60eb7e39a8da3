import * as v from 'valibot';
import { counts } from '../../src/contract/traffic';

/** Where the person was, kept over a reload. `uri` is how the extension finds the document again. */
const uiState = v.object({
  uri: v.optional(v.string()),
  tab: v.optional(v.string()),
  filter: v.optional(v.string()),
  group: v.optional(v.picklist(['all', 'open', 'close', 'keep'])),
  target: v.optional(v.string()),
  phase: v.optional(v.picklist(['install', 'running'])),
  format: v.optional(v.string()),
  /** What is managed from where; absent until the person says something else than the site. */
  counts: v.optional(v.array(counts)),
});

export type UiState = v.InferOutput<typeof uiState>;

export function readUiState(kept: unknown): UiState {
  const parsed = v.safeParse(uiState, kept);
  return parsed.success ? parsed.output : {};
}
