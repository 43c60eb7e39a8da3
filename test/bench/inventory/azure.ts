import { startLoopbackAzure } from '../../support/loopbackAzure';

/**
 * An Azure on loopback in a process of its own: `azure <folder> <machines>`. Says where it is, and at each message what
 * it has answered since the last.
 */
const [folder = '', machines = '0'] = process.argv.slice(2);
const usual = 40;

const azure = await startLoopbackAzure({
  directory: folder,
  latency: { from: 100, to: 100 },
  extraMachines: Number(machines) - usual,
  // Azure does not document how many it puts in a page; lists of other providers have a hundred.
  machinesPerPage: 100,
});
let told = 0;
process.on('message', () => {
  process.send?.(azure.requests.slice(told));
  told = azure.requests.length;
});
process.send?.({ origin: azure.origin, certificate: azure.certificate });
