/** Strips the suffix of a template or example: `onboard.sh` from `onboard.sh.j2`. */
export const nameOfRendered = (fileName: string): string =>
  fileName.replace(/\.(?:tmpl|tpl|tftpl|j2|jinja2?|erb|template|in|example)$/i, '');

export const isTemplate = (text: string, fileName = ''): boolean =>
  /\.(?:tmpl|tpl|tftpl|j2|jinja2?|erb|template)$/i.test(fileName) || /^## *template:/.test(text);
