/** The folder for programs that set-up brings: beside the checkout's own files, and no part of them. */
export declare const tools: string;
/** A path with forward slashes. */
export declare const posix: (path: string) => string;
