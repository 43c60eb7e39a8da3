/** English messages, longer and accented, in brackets. */
export declare function pseudoOf(messages: Record<string, string | { message: string }>): Record<string, string>;
