import { render } from 'lit-html';
import { deferWhilePressed } from './deferWhilePressed';

export interface Redraw {
  readonly now: () => void;
  /** At once, or after a pressed pointer is released. */
  readonly soon: () => void;
}

export function createRedraw(root: HTMLElement, view: () => unknown): Redraw {
  let isRendering = false;
  let isDue = false;
  const now = (): void => {
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
  return { now, soon: deferWhilePressed(now) };
}
