import type { Writer } from './written';

/** `{ version, endpoints }`: the rows as they are, patterns included. */
export const json: Writer = (endpoints) => ({
  text: `${JSON.stringify({ version: 1, endpoints }, undefined, 2)}\n`,
  findings: [],
});
