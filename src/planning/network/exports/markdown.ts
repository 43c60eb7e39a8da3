import { namesSources } from '..';
import { code, markdownTable, words } from '../../../kernel/text/markdown';
import { askedBy, whenText } from './askedBy';
import type { Writer } from './written';

/** A list of more than servers has a column that says who asks. */
export const markdown: Writer = (endpoints) => {
  const hasSources = namesSources(endpoints);
  return {
    text: markdownTable(
      ['Host', 'Port', 'Protocol', 'Purpose', 'When', ...(hasSources ? ['Asked by'] : []), 'Source'],
      endpoints.map((endpoint) => [
        code(endpoint.host),
        endpoint.port,
        words(endpoint.protocol),
        words(endpoint.purpose),
        words(endpoint.privateEndpoint ? `${whenText(endpoint)}, through the private endpoint` : whenText(endpoint)),
        ...(hasSources ? [words(askedBy(endpoint))] : []),
        words(endpoint.source),
      ]),
    ),
    notes: [],
  };
};
