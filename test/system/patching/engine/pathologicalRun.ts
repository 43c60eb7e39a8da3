import { patchScript } from '../../../support/patchScript';
import { pathological } from '../../../unit/patching/engine/pathological';
import { proxied } from '../../../unit/patching/engine/sites';

/** Patches one kind of text in several sizes; prints what each took, in milliseconds of this thread, and the memory. */
const [kind = '', ...sizes] = process.argv.slice(2);
const [fileName, make] = pathological[kind] ?? [];
if (fileName === undefined || make === undefined) throw new Error(`There is no kind ${kind}.`);

// No grammar is asked.
const measure = (size: number): number => {
  const text = make(size);
  const before = process.threadCpuUsage();
  patchScript(text, proxied, fileName);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};
measure(Number(sizes[0]));
const times = sizes.map((size) => Math.min(measure(Number(size)), measure(Number(size))));
console.log(JSON.stringify({ times, megabytes: process.resourceUsage().maxRSS / 1024 }));
