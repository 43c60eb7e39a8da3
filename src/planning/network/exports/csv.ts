import { csvText } from '../../../kernel/text/csv';
import type { Writer } from './written';

const header = ['Host', 'Port', 'Protocol', 'Purpose', 'When', 'Reached', 'Source'];

export const csv: Writer = (endpoints) => {
  const rows = endpoints.map(({ host, port, protocol, purpose, when, privateEndpoint, source }) => [
    host,
    `${port}`,
    protocol,
    purpose,
    when,
    privateEndpoint ? 'private endpoint' : 'internet',
    source,
  ]);
  return { text: csvText([header, ...rows]), notes: [] };
};
