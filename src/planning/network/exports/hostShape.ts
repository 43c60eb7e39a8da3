import { isHostLabel, isHostName } from '../../../kernel/hostName';

/**
 * `suffix`: `*.x`; `infix`: `*` elsewhere, `widened` is the narrowest `*.x` around it; `unknown`: has `<…>`; `invalid`:
 * not a host name.
 */
export type HostShape =
  | { readonly kind: 'exact'; readonly host: string }
  | { readonly kind: 'suffix'; readonly host: string; readonly suffix: string }
  | { readonly kind: 'infix'; readonly host: string; readonly widened: string }
  | { readonly kind: 'unknown'; readonly host: string }
  | { readonly kind: 'invalid'; readonly host: string };

const glob = /^[a-z0-9_*-]+$/;

export function hostShape(text: string): HostShape {
  const host = text.toLowerCase();
  const labels = host.split('.');
  if (/^[a-z0-9*.-]*<[a-z]+>[a-z0-9*.<>-]*$/.test(host)) return { kind: 'unknown', host };
  if (host.length > 253 || labels.length < 2 || labels.some((each) => each.length > 63))
    return { kind: 'invalid', host };
  if (labels.every(isHostLabel)) return { kind: isHostName(host) ? 'exact' : 'invalid', host };
  const suffix = labels.slice(labels.findLastIndex((each) => each.includes('*')) + 1);
  if (suffix.length < 2 || !suffix.every(isHostLabel)) return { kind: 'invalid', host };
  if (labels.length === suffix.length + 1 && labels[0] === '*')
    return { kind: 'suffix', host, suffix: suffix.join('.') };
  if (labels.every((each) => glob.test(each))) return { kind: 'infix', host, widened: `*.${suffix.join('.')}` };
  return { kind: 'invalid', host };
}
