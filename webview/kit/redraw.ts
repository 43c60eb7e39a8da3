import { render } from 'lit-html';
import { deferWhilePressed } from './deferWhilePressed';

export interface Redraw {
  readonly now: () => void;
  /** Renders at once, or after the release of a pressed pointer. */
  readonly soon: () => void;
}

export function createRedraw(root: HTMLElement, view: () => unknown): Redraw {
  let isRendering = false;
  let isDue = false;
  const now = (): void => {
    // Rendering can move the focus, and focus listeners request another rendering.
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
