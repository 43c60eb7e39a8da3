export function prepare(options: {
  purpose: 'build' | 'start' | 'unit' | 'webview' | 'workbench' | 'test';
}): Promise<{ node: string; env: Record<string, string | undefined> }>;
