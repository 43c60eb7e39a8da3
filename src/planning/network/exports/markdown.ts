import { code, markdownTable, words } from '../../../kernel/text/markdown';
import type { Writer } from './written';

export const markdown: Writer = (endpoints) => ({
  text: markdownTable(
    ['Host', 'Port', 'Protocol', 'Purpose', 'When', 'Source'],
    endpoints.map(({ host, port, protocol, purpose, when, privateEndpoint, source }) => [
      code(host),
      port,
      words(protocol),
      words(purpose),
      words(privateEndpoint ? `${when}, through the private endpoint` : when),
      words(source),
    ]),
  ),
  notes: [],
});
