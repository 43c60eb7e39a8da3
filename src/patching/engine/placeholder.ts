/** Empty, `<ENTER SECRET HERE>`, `[Your Proxy URL]`. */
export const isPlaceholder = (text: string): boolean =>
  text.trim() === '' || /^[<[{*]|^(your|enter|todo|x{3,})/i.test(text.trim());
