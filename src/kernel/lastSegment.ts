/** Of a path, URL or resource id. */
export const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
