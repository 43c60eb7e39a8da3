import * as v from 'valibot';
import { canceled } from '../kernel/errors';
import { type Arm, type ArmResponse, type ArmRequest, readBody } from './arm';
import { emptyPages, repeatedPage, tooManyPages } from './errors';

/** ARM pages hold 100 to 1,000 items. */
const mostPages = 500;
/** Filters may leave pages empty. */
const mostEmptyPages = 20;

/** Detects endless lists. */
export class PageGuard {
  private readonly seen = new Set<string>();
  private pages = 0;
  private empty = 0;

  constructor(
    readonly action: string,
    private readonly limit = mostPages,
  ) {}

  /** Throws `Incomplete` if the list seems endless. */
  count(items: number, next: string | null | undefined): void {
    this.pages += 1;
    this.empty = items === 0 ? this.empty + 1 : 0;
    if (!next) return;
    if (this.seen.has(next)) throw repeatedPage(this);
    if (this.empty >= mostEmptyPages) throw emptyPages(this, this.empty);
    if (this.pages >= this.limit) throw tooManyPages(this, this.pages);
    this.seen.add(next);
  }
}

/** Throws `Incomplete` if the list seems endless. */
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
    if (signal.aborted) throw canceled();
    const answer: ArmResponse = await arm.send({ ...request, to }, signal);
    // An accepted error means an empty list.
    if (answer.status >= 400) return;
    const { value, nextLink } = readBody(page, answer, request);
    yield value;
    guard.count(value.length, nextLink);
    to = nextLink ? { link: nextLink } : undefined;
  }
}

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
