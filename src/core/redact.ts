const rules: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g, '«key removed»'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 «removed»'],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '«token removed»'],
  [
    /(["']?(?:client_?secret|service[-_]?principal[-_]?secret|(?:access|refresh|id)[-_]?token|password|assertion)["']?\s*[=:\s]\s*)(["']?)[^\s"'&,}]+\2/gi,
    '$1«removed»',
  ],
  // As a word alone it is no more than a word.
  [/((["'])secret\2\s*:\s*)(["']).*?\3/gi, '$1«removed»'],
  [/(\b(?:secret|sig)=)[^\s"'&]+/gi, '$1«removed»'],
  [/(\w+:\/\/[^\s:/@]+:)[^\s/@]+@/g, '$1«removed»@'],
];

/** Takes tokens, secrets, passwords in URLs and PEM blocks out of a text that is about to be logged or shown. */
export const redact = (text: string): string =>
  rules.reduce((kept, [pattern, put]) => kept.replace(pattern, put), text);
