export const byteOrderMark = '\ufeff';

export const isPowershellFile = (fileName: string): boolean => /\.ps[dm]?1$/i.test(fileName);

/** Whether Windows PowerShell 5.1, which takes a file without a mark for one in the ANSI code page, would misread a text. */
export const needsByteOrderMark = (text: string): boolean => /[^\0-\x7f]/.test(text) && !text.startsWith(byteOrderMark);

/** A text as it is written into a file: PowerShell files with characters beyond ASCII begin with a byte order mark. */
export const fileText = (fileName: string, text: string): string =>
  isPowershellFile(fileName) && needsByteOrderMark(text) ? byteOrderMark + text : text;
