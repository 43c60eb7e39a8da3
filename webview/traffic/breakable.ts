/** Lets a long host name break after its dots only. */
export const breakable = (host: string): (Node | string)[] =>
  host.split(/(?<=\.)/).flatMap((part) => [part, document.createElement('wbr')]);
