import type { About } from './schema';

/** What editors show of a field. Only in the JSON schema, so the bundle drops it. */
export function told(about: About): About | undefined {
  return about;
}
