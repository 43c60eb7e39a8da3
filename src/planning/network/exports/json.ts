import { type Endpoint, namesSources } from '..';
import type { Writer } from './written';

/** `{ version, endpoints }`, with patterns. `from` is absent for servers only. */
export const json: Writer = (endpoints) => ({
  text: `${JSON.stringify({ version: 1, endpoints: endpoints.map(row) }, undefined, 2)}\n`,
  notes: [],
});

const row = (endpoint: Endpoint): object => ({
  ...endpoint,
  isAlwaysNeeded: undefined,
  from: namesSources([endpoint]) ? endpoint.from : undefined,
});
