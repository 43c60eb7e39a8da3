export const byteOrderMark = '\ufeff';

export const isPowershellFile = (fileName: string): boolean => /\.ps[dm]?1$/i.test(fileName);

/** Windows PowerShell 5.1 reads files without one as ANSI. */
export const needsByteOrderMark = (text: string): boolean => /[^\0-\x7f]/.test(text) && !text.startsWith(byteOrderMark);

export const fileText = (fileName: string, text: string): string =>
  isPowershellFile(fileName) && needsByteOrderMark(text) ? byteOrderMark + text : text;
