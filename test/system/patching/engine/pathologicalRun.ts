import { patchScript } from '../../../support/patchScript';
import { pathological } from '../../../unit/patching/engine/pathological';
import { proxied } from '../../../unit/patching/engine/sites';

/** The last of the sizes is for the memory alone. */
interface Order {
  readonly kinds: readonly string[];
  readonly sizes: readonly number[];
}

const { kinds, sizes } = JSON.parse(process.argv[2] ?? '') as Order;

/** What patching one text took, in milliseconds of this thread. No grammar is asked. */
function measure(fileName: string, text: string): number {
  const before = process.threadCpuUsage();
  patchScript(text, proxied, fileName);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** What each size but the last took, at best. */
function timesOf(kind: string): readonly number[] {
  const [fileName, make] = pathological[kind] ?? [];
  if (fileName === undefined || make === undefined) throw new Error(`There is no kind ${kind}.`);
  measure(fileName, make(sizes[0] ?? 0));
  const times = sizes
    .slice(0, -1)
    .map((size) => Math.min(measure(fileName, make(size)), measure(fileName, make(size))));
  measure(fileName, make(sizes.at(-1) ?? 0));
  return times;
}

// A line a kind, so that what is missing tells which one ended the process; the memory is the most until then.
for (const kind of kinds) {
  const times = timesOf(kind);
  process.stdout.write(`${JSON.stringify({ kind, times, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
}
