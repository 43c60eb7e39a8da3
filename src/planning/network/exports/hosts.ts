import { addressOf } from '..';
import { deviceEntries } from './deviceEntries';
import type { Writer } from './written';

/** `host`, or `host:port` if not 443; wildcards unchanged. */
export const hosts: Writer = (endpoints) => {
  const { entries, notes } = deviceEntries(endpoints);
  return { text: entries.map(({ shape, port }) => `${addressOf({ host: shape.host, port })}\n`).join(''), notes };
};
