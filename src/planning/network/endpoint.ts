import type { Source } from './source';

/** Texts are English: pages translate them, exports don’t. */
export interface Endpoint {
  /** A name, `*.his.arc.azure.com`, or a pattern with `<…>`. */
  readonly host: string;
  readonly port: number;
  /** `udp`: neither a proxy nor a gateway carries it. */
  readonly protocol: 'https' | 'http' | 'udp';
  readonly from: readonly Source[];
  readonly purpose: string;
  /** `always`, `install and updates`, `connecting`, `using …`. */
  readonly when: string;
  /** False if only for some features. */
  readonly isAlwaysNeeded: boolean;
  /** No internet access needed. */
  readonly privateEndpoint?: true;
  /** Before installation, so without the Arc proxy. */
  readonly beforeAgent?: true;
  /** The proxy must allow web sockets. */
  readonly webSocket?: true;
  /** Page and date. */
  readonly source: string;
}
