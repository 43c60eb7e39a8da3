// The longest path that is looked at.
const reach = 160;
const beforePath = new Set(' \t\r\n"\'<>|(=,;');
const drive = /^[a-z]:\\/i;
const server = /^\\\\[a-z0-9]/i;

/** Whether a backslash belongs to a path such as `C:\new` or `\\server\notes`, where it escapes nothing. */
export function isWindowsPath(text: string, backslash: number): boolean {
  let start = backslash;
  while (start > 0 && backslash - start < reach && !beforePath.has(text.charAt(start - 1))) start--;
  const path = text.slice(start, backslash + 1);
  return drive.test(path) || server.test(path);
}
