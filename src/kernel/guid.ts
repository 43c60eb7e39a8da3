/** Source of a pattern; any version and variant, without braces. */
export const guidInText = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export const guid = new RegExp(`^${guidInText}$`, 'i');

/** For messages and placeholders. */
export const exampleGuid = '12345678-90ab-cdef-1234-567890abcdef';
