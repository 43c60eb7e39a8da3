// The longest path that is looked at.
const reach = 160;

/** Whether a backslash belongs to a path such as `C:\new` or `\\server\notes`, where it escapes nothing. */
export function isDrivePath(text: string, backslash: number): boolean {
  const before = text.slice(Math.max(0, backslash - reach), backslash + 1);
  return /(?:^|[^a-z])[a-z]:\\[^\s"'<>|]*$|(?:^|[\s"'])\\\\[a-z][^\s"'<>|]*$/i.test(before);
}
