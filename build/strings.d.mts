/** What people read, by the key it is looked up by; a message with a comment for translators is an object. */
export function collectStrings(): Record<string, string | { message: string; comment: string[] }>;
