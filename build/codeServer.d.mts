export interface CodeServer {
  port: number;
  pid: number;
  log: string;
  exited: Promise<void>;
  stop(): Promise<void>;
}

export interface CodeServerOptions {
  node: string;
  profile: string;
  port: number;
  args?: string[];
  env?: Record<string, string>;
  asksForTrust?: boolean;
}

export function writeUserSettings(profile: string, settings: Record<string, unknown>): void;
export function freePort(): Promise<number>;
export function extensionsFolder(profile: string): string;
export function startCodeServer(options: CodeServerOptions): Promise<CodeServer>;
