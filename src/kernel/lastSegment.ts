/** What follows the last slash of a path, a URL or a resource id; the whole text where there is none. */
export const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
