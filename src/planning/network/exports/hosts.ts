import { addressOf } from '../address';
import { deviceEntries } from './deviceEntries';
import type { Writer } from './written';

/** One host per line, `host:port` if the port isn’t 443; wildcards unchanged. */
export const hosts: Writer = (endpoints) => {
  const { entries, notes } = deviceEntries(endpoints);
  return { text: entries.map(({ shape, port }) => `${addressOf({ host: shape.host, port })}\n`).join(''), notes };
};
