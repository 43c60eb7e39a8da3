import { resourceKey } from '../kernel/resources';
import { Listeners } from './listeners';

/** Something that runs on resources. */
export interface RowActivity {
  /** On which ones it runs now; the others are no longer concerned. */
  show(resourceIds: Iterable<string>): void;
  /** Shows one more while the work runs; without an ID, none. */
  around<T>(resourceId: string | undefined, work: () => Promise<T>): Promise<T>;
  end(): void;
}

/** What runs on resources right now, for their rows. */
export class RowActivities {
  private readonly running = new Map<object, { readonly words: string; readonly keys: ReadonlySet<string> }>();
  private readonly listeners: Listeners<readonly string[]>;

  constructor(onError: (thrown: unknown) => void) {
    this.listeners = new Listeners(onError);
  }

  /** With the `resourceKey`s of those that have changed. */
  get onDidChange(): Listeners<readonly string[]>['event'] {
    return this.listeners.event;
  }

  /** `words` are for a row: `verifying`. */
  begin(words: string): RowActivity {
    const own = {};
    const show = (ids: Iterable<string>): void => {
      const before = this.running.get(own)?.keys ?? new Set<string>();
      const keys = new Set([...ids].map(resourceKey));
      if (keys.size > 0) this.running.set(own, { words, keys });
      else this.running.delete(own);
      const changed = [...[...before].filter((key) => !keys.has(key)), ...[...keys].filter((key) => !before.has(key))];
      if (changed.length > 0) this.listeners.tell(changed);
    };
    const underWay = new Set<string>();
    return {
      show,
      around: async (resourceId, work) => {
        if (resourceId === undefined) return work();
        show(underWay.add(resourceId));
        try {
          return await work();
        } finally {
          underWay.delete(resourceId);
          show(underWay);
        }
      },
      end: () => {
        show([]);
      },
    };
  }

  /** Undefined while nothing runs on it. */
  wordsOf(resourceId: string): string | undefined {
    if (this.running.size === 0) return undefined;
    const key = resourceKey(resourceId);
    return [...this.running.values()].find(({ keys }) => keys.has(key))?.words;
  }
}
