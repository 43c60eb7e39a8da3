import type { Source } from './source';

/** One host that has to be reachable. */
export interface Endpoint {
  /** A name, a wildcard `*.his.arc.azure.com`, or a pattern with `<…>` where a fact is not known. */
  readonly host: string;
  readonly port: number;
  readonly protocol: 'https' | 'http';
  /** Who asks for it. */
  readonly from: readonly Source[];
  readonly purpose: string;
  /** When it is needed, for people: `always`, `install and updates`, `connecting`, `using …`. */
  readonly when: string;
  /** Needed all the time by whoever asks for it, and not for one use or at one moment alone. */
  readonly isAlwaysNeeded: boolean;
  /** Reached at a private address of the own network; nothing has to be opened to the internet for it. */
  readonly privateEndpoint?: true;
  /** Needed before the agent exists too, so its own proxy cannot carry it. */
  readonly beforeAgent?: true;
  /** Over web sockets, which a proxy has to let through. */
  readonly webSocket?: true;
  /** Page and date of the fact. */
  readonly source: string;
}
