import { activationRows } from './activation.mjs';
import {
  associationRows,
  clusterRows,
  inventoryRows,
  keystrokeRows,
  logRows,
  parserRows,
  patchRows,
  remoteRows,
  scriptRows,
  sizeRows,
  verifyRows,
} from './rows.mjs';
import { printTable } from './table.mjs';
import { bundle } from '../../build/bundle.mjs';
import { onPreparedNode } from '../../build/setup.mjs';
import { main, step } from '../../build/steps.mjs';

/** The parts of the table; `node test/bench/bench.mjs sizes patch` measures two of them. */
const parts = {
  activation: activationRows,
  sizes: sizeRows,
  patch: patchRows,
  scripts: scriptRows,
  association: associationRows,
  remote: remoteRows,
  verify: verifyRows,
  parsers: parserRows,
  keystroke: keystrokeRows,
  logs: logRows,
  clusters: clusterRows,
  inventory: inventoryRows,
};

async function bench({ node }) {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !Object.hasOwn(parts, name));
  if (unknown) throw new Error(`There is no part ${unknown}: there are ${Object.keys(parts).join(', ')}.`);
  await step('Build', () => bundle());
  const rows = [];
  for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
    rows.push(...(await step(`Measure ${name}`, () => parts[name](node))));
  }
  printTable(rows);
  if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
}

await main(() => onPreparedNode('workbench', bench));
