import { type FieldEdit } from '../../src/contract/wizard';
import { isRecord } from '../../src/kernel/isRecord';
import { lookUp } from '../../src/kernel/lookUp';

export type Path = readonly string[];

export const pathKey = (path: Path): string => path.join('.');

/** As an edit names it: an item of a list by its number. */
export const editPath = (path: Path): FieldEdit['path'] =>
  path.map((segment) => (/^\d{1,9}$/.test(segment) ? Number(segment) : segment));

/** Reads from a document of any shape: it may be half written. */
export function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const key of path) {
    if (Array.isArray(value)) value = (value as readonly unknown[])[Number(key)];
    else if (isRecord(value)) value = lookUp(value, String(key));
    else return undefined;
  }
  return value;
}

const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
};

/** Other values than texts as JSON, so that they can be corrected. */
export const textAt = (document: unknown, path: Path): string => asText(valueAt(document, path));

/** Of a list of targets; 0 without one. */
export function lengthAt(document: unknown, path: Path): number {
  const value = valueAt(document, path);
  return Array.isArray(value) ? value.length : 0;
}

export function textsAt(document: unknown, path: Path): readonly string[] {
  const value = valueAt(document, path);
  return Array.isArray(value) ? value.map(asText) : [];
}

export function recordAt(document: unknown, path: Path): Readonly<Record<string, string>> {
  const value = valueAt(document, path);
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
}

/** True for a missing value, not for a wrong one. */
export function isEmptyAt(document: unknown, path: Path): boolean {
  const value = valueAt(document, path);
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}
