export type LogRoute = 'gateway' | 'proxy' | 'direct' | 'unknown';

/** `unknown`: the line does not say. */
export type LogResult = 'ok' | 'denied' | 'failed' | 'unknown';

export interface LogRequest {
  readonly line: number;
  /** Lower case. */
  readonly host: string;
  readonly port: number;
  readonly route: LogRoute;
  readonly result: LogResult;
  readonly text: string;
}

export interface LogLine {
  readonly line: number;
  readonly text: string;
}

/** Each line is in exactly one list, or counted as blank. Lines count from 1. */
export interface ArcLog {
  readonly requests: readonly LogRequest[];
  /** Lines of a known format without a host. */
  readonly messages: readonly LogLine[];
  readonly unknown: readonly LogLine[];
  readonly blank: number;
}
