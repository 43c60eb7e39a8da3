import type { Source } from './source';

/** A host that must be reachable. Its texts are English: pages translate them, exports don’t. */
export interface Endpoint {
  /** A name, a wildcard `*.his.arc.azure.com`, or a pattern with `<…>` for an unknown part. */
  readonly host: string;
  readonly port: number;
  readonly protocol: 'https' | 'http';
  /** Who asks for it. */
  readonly from: readonly Source[];
  readonly purpose: string;
  /** `always`, `install and updates`, `connecting`, `using …`. */
  readonly when: string;
  /** False if only some features or moments need it. */
  readonly isAlwaysNeeded: boolean;
  /** Reached at a private address, so nothing has to be opened to the internet. */
  readonly privateEndpoint?: true;
  /** Also needed before the agent is installed, so without its Arc proxy. */
  readonly beforeAgent?: true;
  /** Uses web sockets, which a proxy must allow. */
  readonly webSocket?: true;
  /** Page and date. */
  readonly source: string;
}
