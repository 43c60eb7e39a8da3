/** The innermost text in brackets; a pseudo string holds others where it has been filled in. */
const bracketed = /\[[^[\]]*\]/g;

/**
 * Words of a text that can't have come from a translation: plain letters outside of the brackets that every pseudo string
 * has. A string that lost its end keeps its opening bracket, which is found too.
 */
export function untranslated(text: string): readonly string[] {
  let rest = text;
  for (let shorter = rest.replace(bracketed, ' '); shorter !== rest; shorter = rest.replace(bracketed, ' '))
    rest = shorter;
  return rest.match(/\[|[A-Za-z]{2,}/g) ?? [];
}
