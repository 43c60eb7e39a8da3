import type { Endpoint } from '../endpoint';
import type { Writer } from './written';

/**
 * `{ version, endpoints }`: the rows as they are, patterns included. `from` says who asks where that is not servers alone;
 * `when` alone says when a row is needed.
 */
export const json: Writer = (endpoints) => ({
  text: `${JSON.stringify({ version: 1, endpoints: endpoints.map(row) }, undefined, 2)}\n`,
  findings: [],
});

const row = ({ from, ...endpoint }: Endpoint): object => ({
  ...endpoint,
  isAlwaysNeeded: undefined,
  ...(from.some((source) => source !== 'server') ? { from } : {}),
});
