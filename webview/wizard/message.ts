const shownMilliseconds = 6000;

/** A status message that disappears by itself. */
export function createMessage(redraw: () => void): {
  readonly text: () => string;
  readonly say: (message: string) => void;
} {
  let text = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (next: string): void => {
    text = next;
    redraw();
  };
  return {
    text: () => text,
    say: (message) => {
      clearTimeout(timer);
      show(message);
      timer = setTimeout(() => show(''), shownMilliseconds);
    },
  };
}
