import {
  code,
  joinMarkdown,
  type Markdown,
  markdownTable,
  words,
  englishProse as prose,
} from '../../kernel/text/markdown';
import { addressOf } from '../network';
import type { Closable, FirewallChanges } from './changesBetween';
import { firewallQuestion, neighborNames, neighborSources } from './sharedFirewall';

/** English. */
export function firewallChangesTable({
  open,
  close,
  keep,
  closeAfterHours,
  proofs,
  source,
}: FirewallChanges): Markdown {
  const [alone, shared] = [close.filter((each) => !isShared(each)), close.filter(isShared)];
  const later = prose`${closeAfterHours} hour after the switch`;
  const closing = ({ endpoint, narrowedTo, neighbors }: Closable): readonly Markdown[] => {
    const verb = narrowedTo.length === 0 ? prose`close ${later}` : prose`narrow ${later}`;
    return [
      neighbors.length === 0 ? verb : prose`ask, then ${verb}`,
      code(addressOf(endpoint)),
      joinMarkdown(
        [
          words(endpoint.purpose),
          ...(narrowedTo.length === 0 ? [] : [prose`Only these stay: ${listed(narrowedTo.map(addressOf))}`]),
          ...neighbors.map(
            ({ neighbor, addresses }) =>
              prose`Without a gateway ${words(neighborNames[neighbor])} needs ${listed(addresses)}`,
          ),
        ],
        '. ',
      ),
    ];
  };
  const rows = [
    ...open.map((each) => [prose`open`, code(addressOf(each)), words(each.purpose)]),
    ...alone.map(closing),
    ...shared.map(closing),
    ...keep.map((each) => [prose`keep`, code(addressOf(each)), words(each.purpose)]),
  ];
  const question =
    shared.length === 0 ? prose`` : prose`\n**Ask first (${shared.length}):** ${words(firewallQuestion)}\n`;
  const before =
    close.length === 0 || proofs.length === 0
      ? prose``
      : prose`\n**Before anything is closed:** ${joinMarkdown(
          proofs.map(({ message }) => words(message)),
          ' ',
        )}\n`;
  const sources = [
    source,
    ...(close.length === 0 ? [] : proofs.map((each) => each.source)),
    ...(shared.length === 0 ? [] : neighborSources),
  ];
  return prose`${markdownTable(['Change', 'Host', 'What it is'], rows)}${before}${question}\nSource: ${joinMarkdown(sources.map(words), '; ')}\n`;
}

const isShared = ({ neighbors }: Closable): boolean => neighbors.length > 0;
const listed = (addresses: readonly string[]): Markdown => joinMarkdown(addresses.map(code), ', ');
