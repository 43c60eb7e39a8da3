export type LogRoute = 'gateway' | 'proxy' | 'direct' | 'unknown';

/** `unknown`: the line does not say. */
export type LogResult = 'ok' | 'denied' | 'failed' | 'unknown';

export interface LogRequest {
  /** Lower case. */
  readonly host: string;
  readonly port: number;
  readonly route: LogRoute;
  readonly result: LogResult;
}

/** `message`: a known format without a host. */
export type ClassifiedLine = LogRequest | 'message' | 'unknown' | 'blank';

/** Lines count from 1. `text` is the line, or the beginning of a long one. */
export interface LogLine {
  readonly line: number;
  readonly text: string;
}

/** Requests to one host with the same route and result. */
export interface LogGroup extends LogRequest {
  readonly count: number;
  readonly first: LogLine;
}

/** Each line is counted once. */
export interface ArcLog {
  readonly lines: number;
  /** In the order of their first lines. */
  readonly groups: readonly LogGroup[];
  /** Requests in `groups`. */
  readonly requests: number;
  /** Requests of more groups than are kept. */
  readonly ungrouped: number;
  readonly messages: number;
  readonly unknown: { readonly count: number; readonly first: readonly LogLine[] };
  readonly blank: number;
}
