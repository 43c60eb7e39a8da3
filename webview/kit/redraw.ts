import { render } from 'lit-html';
import { deferWhilePressed } from './deferWhilePressed';

export interface Redraw {
  readonly now: () => void;
  /** Once for all that happens now, and after a pressed pointer is released. */
  readonly soon: () => void;
}

export function createRedraw(root: HTMLElement, view: () => unknown): Redraw {
  let isRendering = false;
  let isDue = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    clearTimeout(timer);
    timer = undefined;
    // Rendering can move focus, and focus listeners request another rendering.
    isDue = true;
    if (isRendering) return;
    isRendering = true;
    try {
      while (isDue) {
        isDue = false;
        render(view(), root);
      }
    } finally {
      isRendering = false;
    }
  };
  const nowUnlessPressed = deferWhilePressed(now);
  // A state and the answer to the edit that it follows on come one after the other.
  const soon = (): void => {
    timer ??= setTimeout(nowUnlessPressed);
  };
  return { now, soon };
}
