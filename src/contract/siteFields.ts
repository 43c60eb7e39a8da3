import { lookUp } from '../kernel/lookUp';
import fields from './data/siteFields.json' with { type: 'json' };

/** A field of a site as a form asks for it. */
export interface SiteField {
  readonly kind: 'text' | 'choice' | 'words' | 'texts' | 'number' | 'record';
  /** Where it has to be there, at least for some choices: an empty one stays in the document. */
  readonly isRequired?: boolean;
  /** What a missing value means. */
  readonly fallback?: string;
}

/** The field at a dotted path; undefined for a section, and where there is none. */
export const siteFieldAt = (path: string): SiteField | undefined =>
  lookUp(fields as Readonly<Record<string, SiteField>>, path);
