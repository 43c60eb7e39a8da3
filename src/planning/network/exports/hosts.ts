import { addressOf } from '../address';
import { deviceEntries } from './deviceEntries';
import type { Writer } from './written';

/** One host a line, `host:port` where the port is not 443; wildcards as they are. */
export const hosts: Writer = (endpoints) => {
  const { entries, findings } = deviceEntries(endpoints);
  return { text: entries.map(({ shape, port }) => `${addressOf({ host: shape.host, port })}\n`).join(''), findings };
};
