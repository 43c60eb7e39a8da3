/** Letters, digits and inner hyphens. Source: RFC 1123 section 2.1; lengths: RFC 1035 section 2.3.4. */
export const publicLabel = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** Also underscores, which DNS allows (RFC 2181 section 11) and internal names have. */
export const hostLabel = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';

const wholePublicLabel = new RegExp(`^${publicLabel}$`, 'i');
const wholeLabel = new RegExp(`^${hostLabel}$`, 'i');

export const isHostLabel = (text: string): boolean => wholeLabel.test(text);

/** One label or more, without a final period. No address: the last label isn't a number (RFC 3696 section 2). */
export function isHostName(text: string): boolean {
  if (text.length > 253) return false;
  const labels = text.split('.');
  return labels.every(isHostLabel) && !/^\d+$/.test(labels.at(-1) ?? '');
}

export const isFullHostName = (text: string): boolean => text.includes('.') && isHostName(text);

/** A DNS host name in full: without underscores. */
export const isFullPublicName = (text: string): boolean =>
  isFullHostName(text) && text.split('.').every((label) => wholePublicLabel.test(label));

/** A host name, or one behind `*.`. */
export const isHostPattern = (text: string): boolean => isHostName(text.replace(/^\*\./, ''));
