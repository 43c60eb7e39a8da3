import type { GenericSchema } from 'valibot';

/** The JSON schema of a site file, of both versions, from the definition of version 2. */
export function siteSchemaOf(definition: GenericSchema): Record<string, unknown>;
