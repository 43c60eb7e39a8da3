import { namesSources } from '..';
import { csvText } from '../../../kernel/text/csv';
import { askedBy, whenText } from './askedBy';
import type { Writer } from './written';

const header = ['Host', 'Port', 'Protocol', 'Purpose', 'When', 'Reached', 'Source'];

/** A list of more than servers has a column that says who asks. */
export const csv: Writer = (endpoints) => {
  const hasSources = namesSources(endpoints);
  const rows = endpoints.map((endpoint) => [
    endpoint.host,
    `${endpoint.port}`,
    endpoint.protocol,
    endpoint.purpose,
    whenText(endpoint),
    endpoint.privateEndpoint ? 'private endpoint' : 'internet',
    endpoint.source,
    ...(hasSources ? [askedBy(endpoint)] : []),
  ]);
  return { text: csvText([[...header, ...(hasSources ? ['Asked by'] : [])], ...rows]), notes: [] };
};
