export function prepare(options: {
  purpose: 'build' | 'start' | 'system' | 'webview' | 'workbench' | 'test';
}): Promise<{ node: string; env: Record<string, string | undefined> }>;
