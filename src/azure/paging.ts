import * as v from 'valibot';
import { ArcError, cancelled } from '../kernel/errors';
import { type Arm, type ArmAnswer, type ArmRequest, readBody } from './arm';

/** Far more than any list has: ARM puts a hundred to a thousand items on a page. */
const mostPages = 500;
/** A filter may leave pages empty, but not for ever. */
const mostEmptyPages = 20;

/** Keeps a reading from going on for ever. Pages are known by their link or token. */
export class PageGuard {
  private readonly seen = new Set<string>();
  private pages = 0;
  private empty = 0;

  constructor(
    private readonly what: string,
    private readonly limit = mostPages,
  ) {}

  /** Notes a page that was read, and the next one. Throws `Conflict` where there is no end to be seen. */
  note(items: number, next: string | null | undefined): void {
    this.pages += 1;
    this.empty = items === 0 ? this.empty + 1 : 0;
    if (!next) return;
    if (this.seen.has(next)) throw this.endless('gives a page for the second time');
    if (this.empty >= mostEmptyPages) throw this.endless(`gives ${this.empty} empty pages, one after the other`);
    if (this.pages >= this.limit) throw this.endless(`has still more after ${this.pages} pages`);
    this.seen.add(next);
  }

  private endless(how: string): ArcError {
    return new ArcError(
      { code: 'Conflict' },
      `Azure ${how}, in the attempt to ${this.what}. The reading was ended there, so the list may not be whole. Try again later.`,
    );
  }
}

/** Reads the pages of a list of ARM, one after the other. Throws `Conflict` when they do not end. */
export async function* pagesOf<S extends v.GenericSchema>(
  arm: Pick<Arm, 'send'>,
  request: ArmRequest,
  item: S,
  signal: AbortSignal,
): AsyncGenerator<readonly v.InferOutput<S>[], void, undefined> {
  const page = v.object({ value: v.array(item), nextLink: v.nullish(v.string()) });
  const guard = new PageGuard(request.action);
  let to: ArmRequest['to'] | undefined = request.to;
  while (to) {
    if (signal.aborted) throw cancelled();
    const answer: ArmAnswer = await arm.send({ ...request, to }, signal);
    // An error that stands for an empty list has no pages.
    if (answer.status >= 400) return;
    const { value, nextLink } = readBody(page, answer, request);
    yield value;
    guard.note(value.length, nextLink);
    to = nextLink ? { link: nextLink } : undefined;
  }
}

/** Reads all pages of a list of ARM. */
export async function readPages<S extends v.GenericSchema>(
  arm: Arm,
  request: ArmRequest,
  item: S,
  signal: AbortSignal,
): Promise<readonly v.InferOutput<S>[]> {
  const found: v.InferOutput<S>[] = [];
  for await (const items of pagesOf(arm, request, item, signal)) for (const each of items) found.push(each);
  return found;
}
