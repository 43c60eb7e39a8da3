/** A duration the way people say it: 84 ms, 3.2 s, 2 min 5 s. */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Does one step of a longer job and prints its name with the time it took. */
export async function step(name, work) {
  const started = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`… ${name}\r`);
  const line = (mark) => console.log(`${mark} ${name} (${duration(performance.now() - started)})`);
  try {
    const value = await work();
    line('✓');
    return value;
  } catch (error) {
    line('✗');
    throw error;
  }
}

/** Runs a script's main function; an error is shown by its message alone and ends the process with 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
