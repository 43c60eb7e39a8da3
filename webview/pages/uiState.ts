import * as v from 'valibot';

/** Survives a reload: `id` lets the extension find the resource again. */
const uiState = v.object({
  id: v.optional(v.string()),
  isKept: v.optional(v.boolean()),
  /** Checks that are open, by id. */
  open: v.optional(v.array(v.string())),
  showsAll: v.optional(v.boolean()),
});

export type UiState = v.InferOutput<typeof uiState>;

export function readUiState(kept: unknown): UiState {
  const parsed = v.safeParse(uiState, kept);
  return parsed.success ? parsed.output : {};
}
