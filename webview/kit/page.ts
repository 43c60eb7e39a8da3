import { render } from 'lit-html';
import { deferWhilePressed } from './deferWhilePressed';

export interface Redraw {
  /** Renders at once. */
  readonly now: () => void;
  /** Renders at once too, but while a pointer is pressed after its release, so that nothing moves under it. */
  readonly soon: () => void;
}

/** Renders a view into the page, as often as asked. */
export function createRedraw(root: HTMLElement, view: () => unknown): Redraw {
  let isRendering = false;
  let isDue = false;
  const now = (): void => {
    // What loses its place may lose the focus, and its listener ask for more.
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
