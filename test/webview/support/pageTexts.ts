import type { Page } from 'playwright-core';

/** A text of a page that a person sees or hears, and where it is. */
export interface PageText {
  readonly text: string;
  /** `title of button.button`. */
  readonly place: string;
}

/**
 * Every text, and every attribute that holds one, those of hidden parts too; without what is inside of `exclude`. A sentence
 * with elements in it is one text.
 */
export const textsOf = (page: Page, exclude: string): Promise<PageText[]> =>
  page.evaluate((excluded) => {
    const found: PageText[] = [];
    const note = (text: string, place: string): void => {
      if (text.trim() !== '') found.push({ text: text.replace(/\s+/g, ' ').trim(), place });
    };
    const textIn = (node: Node): string => {
      if (node instanceof Element && node.matches(excluded)) return ' ';
      return node instanceof Text ? node.data : [...node.childNodes].map(textIn).join('');
    };
    const hasOwnText = ({ childNodes }: Element): boolean =>
      [...childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    const visit = (element: Element, isNoted: boolean): void => {
      if (element.matches(excluded)) return;
      const place = [element.localName, ...element.classList].join('.');
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) {
        note(element.getAttribute(name) ?? '', `${name} of ${place}`);
      }
      const isSentence = !isNoted && hasOwnText(element);
      if (isSentence) note(textIn(element), place);
      for (const child of element.children) visit(child, isNoted || isSentence);
    };
    visit(document.body, false);
    return found;
  }, exclude);

/** What each visible element says of which it hides a part; of what a person enters and of an example, nothing. */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const textOf = (element: HTMLElement): string =>
      element instanceof HTMLInputElement ? element.placeholder : element.innerText;
    const isShown = (element: HTMLElement): boolean =>
      element.checkVisibility() && element.clientWidth > 1 && element.closest('.sr-only') === null;
    const isCut = (element: HTMLElement): boolean => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    };
    return [...document.body.querySelectorAll<HTMLElement>('*:not(svg, svg *)')]
      .filter((element) => isShown(element) && textOf(element).includes('[') && isCut(element))
      .map((element) => `${[element.localName, ...element.classList].join('.')}: ${textOf(element)}`);
  });
