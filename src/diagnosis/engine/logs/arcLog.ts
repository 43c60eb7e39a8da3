/** Which way a request went, as the log says. */
export type LogRoute = 'gateway' | 'proxy' | 'direct' | 'unknown';

/** How it ended. What a line does not say is unknown, and never taken for good. */
export type LogResult = 'ok' | 'denied' | 'failed' | 'unknown';

/** A line that names a host. */
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

/** A log, line by line: each line is in exactly one of the lists, or is counted as blank. The first line is 1. */
export interface ArcLog {
  readonly requests: readonly LogRequest[];
  /** Lines of a known format that name no host. */
  readonly messages: readonly LogLine[];
  /** Lines of no format that is known. */
  readonly unknown: readonly LogLine[];
  readonly blank: number;
}
