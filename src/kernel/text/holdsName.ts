/** Whether a text holds a name as a whole: `Log: k3s-1` is not in `Log: k3s-10`. */
export function holdsName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + name.length]];
    if (!isOfName(before) && !isOfName(after)) return true;
  }
  return false;
}

const isOfName = (character: string): boolean => /^[\p{L}\p{N}_.-]$/u.test(character);
