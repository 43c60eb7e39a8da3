/** A button that moves before the pointer is released would lose its click. */
export function deferWhilePressed(work: () => void): () => void {
  let isPressed = false;
  let isDue = false;
  const release = (): void => {
    isPressed = false;
    if (!isDue) return;
    isDue = false;
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
  // Releases outside the page send no event.
  document.addEventListener('pointermove', ({ buttons }) => {
    if (isPressed && buttons === 0) release();
  });
  return () => {
    if (isPressed) isDue = true;
    else work();
  };
}
