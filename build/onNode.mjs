import { attempt } from './run.mjs';
import { prepare } from './setup.mjs';

/** Prepares for a purpose and does the work under the prepared Node: in this process, or in a new one of that Node. */
export async function onPreparedNode(purpose, work) {
  const prepared = await prepare({ purpose });
  if (prepared.node === process.execPath) return work(prepared);
  const { code } = await attempt(prepared.node, process.argv.slice(1), { env: prepared.env });
  process.exitCode = typeof code === 'number' ? code : 1;
}
