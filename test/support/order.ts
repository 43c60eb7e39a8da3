/**
 * What `work` comes to, which must be before `control` ends in whatever way: what happens first stays so on a busy
 * machine, where no number of seconds holds.
 */
export function beforeControl<T>(work: Promise<T>, control: Promise<unknown>): Promise<T> {
  const isLate = (): never => {
    throw new Error('What it had to come before has ended first.');
  };
  return Promise.race([work, control.then(isLate, isLate)]);
}
