/** Programs that run another program from their arguments. */
export const wrappers: ReadonlySet<string> = new Set([
  'sudo',
  'env',
  'timeout',
  'nice',
  'nohup',
  'time',
  'command',
  'exec',
  'doas',
  'stdbuf',
  'ionice',
  'builtin',
  'setsid',
  'chronic',
  'unbuffer',
]);
