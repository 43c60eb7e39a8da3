/**
 * Puts work off while a pointer is pressed. Leaving a field for a button updates the page; if that moved the button
 * between press and release, the click would be lost.
 */
export function deferWhilePressed(work: () => void): () => void {
  let isPressed = false;
  let isDue = false;
  const release = (): void => {
    isPressed = false;
    if (!isDue) return;
    isDue = false;
    // The click comes after the release.
    setTimeout(work);
  };
  document.addEventListener(
    'pointerdown',
    () => {
      isPressed = true;
    },
    true,
  );
  document.addEventListener('pointerup', release, true);
  document.addEventListener('pointercancel', release, true);
  // A release outside the page is not heard of; the next move without a button tells.
  document.addEventListener('pointermove', ({ buttons }) => {
    if (isPressed && buttons === 0) release();
  });
  return () => {
    if (isPressed) isDue = true;
    else work();
  };
}
