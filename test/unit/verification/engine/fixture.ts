import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an agent of some age printed, or, where no sample of a format is public, what is known of it. */
export const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/verify', name), 'utf8');
