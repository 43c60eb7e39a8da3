import { lookUp } from '../kernel/lookUp';
import fields from './data/siteFields.json' with { type: 'json' };

export interface SiteField {
  readonly kind: 'text' | 'choice' | 'words' | 'texts' | 'number' | 'record';
  /** At least for some choices: an empty value stays in the document. */
  readonly isRequired?: boolean;
  /** Meaning of a missing value. */
  readonly fallback?: string;
}

/** Dotted path, with an index for an item of a list; undefined for sections and unknown paths. */
export const siteFieldAt = (path: string): SiteField | undefined =>
  lookUp(fields as Readonly<Record<string, SiteField>>, path.replace(/(?<=\.)\d{1,9}(?=\.)/g, '*'));
