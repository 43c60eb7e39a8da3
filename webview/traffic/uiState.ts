import * as v from 'valibot';
import { counts } from '../../src/contract/traffic';

/** Survives a reload; `uri` lets the extension find the document again. */
const uiState = v.object({
  uri: v.optional(v.string()),
  tab: v.optional(v.string()),
  filter: v.optional(v.string()),
  group: v.optional(v.picklist(['all', 'open', 'close', 'keep'])),
  target: v.optional(v.string()),
  phase: v.optional(v.picklist(['install', 'running'])),
  format: v.optional(v.string()),
  /** Absent until the person changes the site's own counts. */
  counts: v.optional(v.array(counts)),
});

export type UiState = v.InferOutput<typeof uiState>;

export function readUiState(kept: unknown): UiState {
  const parsed = v.safeParse(uiState, kept);
  return parsed.success ? parsed.output : {};
}
