/** What holds a script for Linux: a file of its own, a literal block of a cloud-config, or RUN of a Dockerfile. */
export type Wrapping = 'file' | 'cloudInit' | 'dockerfile';

export const fileNames: Readonly<Record<Wrapping, string>> = {
  file: 'onboard.sh',
  cloudInit: 'user-data.yaml',
  dockerfile: 'Dockerfile',
};

export const wrapped = (script: string, wrapping: Wrapping): string => {
  switch (wrapping) {
    case 'file':
      return script;
    case 'cloudInit':
      return `#cloud-config\npackages: [wget]\nruncmd:\n  - |\n${indented(script)}  - echo done\n`;
    case 'dockerfile':
      return `FROM ubuntu:24.04\nRUN ${joined(script)}\nCMD ["bash"]\n`;
  }
};

const linesOf = (script: string): readonly string[] => script.split('\n').filter((line) => line.trim() !== '');

const indented = (script: string): string =>
  linesOf(script)
    .map((line) => `    ${line}\n`)
    .join('');

/** The commands on one logical line; comments keep lines of their own, as Docker allows. */
function joined(script: string): string {
  const lines = linesOf(script);
  const commands = lines.map((line, index) => {
    if (line.trimStart().startsWith('#')) return line;
    const isLast = !lines.slice(index + 1).some((each) => !each.trimStart().startsWith('#'));
    if (isLast || line.endsWith('\\')) return line;
    return line.endsWith(';') ? `${line} \\` : `${line}; \\`;
  });
  return `true; \\\n${commands.join('\n')}`;
}
