import * as l10n from '@vscode/l10n';
import { fail, ok, type Result } from '../../kernel/result';
import { type IpRange, parseIpRange } from '../../kernel/text/ipRange';

/** Wider ranges hold public addresses, whose traffic would bypass the proxy. */
const widest = { 32: 8, 128: 32 } as const;

/** One range, or two of different families, as Kubernetes takes them: `10.96.0.0/12,fd00:10:96::/112`. */
export function parseClusterRanges(text: string): Result<readonly IpRange[], string> {
  const ranges = text.split(',').map((part) => parseIpRange(part.trim()));
  const known = ranges.filter((range) => range !== undefined);
  const [first, second] = known;
  if (!first || known.length < ranges.length || known.length > 2) return fail(notation);
  if (first.bits === second?.bits) {
    return fail(
      l10n.t('Two ranges must be of different families: an address and a prefix length of IPv4, and of IPv6.'),
    );
  }
  if (known.some(({ bits, prefix }) => prefix < widest[bits])) return fail(tooWide);
  return ok(known);
}

const notation = l10n.t(
  'Write the range as the cluster has it, an address and a prefix length. A second range, of IPv6, follows a comma.',
);
const tooWide = l10n.t(
  'This range is too wide: its traffic would bypass the proxy. Write an address and a prefix length of 8 or more, for IPv6 of 32 or more.',
);

/** The ranges of a field that was read; none if it is missing. */
export function clusterRanges(text: string | undefined): readonly IpRange[] {
  const ranges = text === undefined ? undefined : parseClusterRanges(text);
  return ranges?.ok ? ranges.value : [];
}
