import type { GenericSchema } from 'valibot';

/** The JSON schema of a site file, of both versions, from the definition of version 2. */
export function siteSchemaOf(definition: GenericSchema): Record<string, unknown>;

/** The fields of the form by their dotted paths. */
export function siteFieldsOf(definition: GenericSchema): Record<string, unknown>;
