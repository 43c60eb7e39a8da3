/** What a page has done so far, as any fake host sees it. */
export interface FakePage {
  readonly requests: { readonly method: string; readonly params: unknown }[];
  /** What the page had VS Code keep for it. */
  readonly kept: unknown[];
  readonly violations: string[];
}

declare global {
  interface Window {
    page: FakePage;
    acquireVsCodeApi(): { postMessage(message: unknown): void; getState(): unknown; setState(state: unknown): void };
  }
}

/** Puts VS Code's part of a page in place: messages go to the host, state is kept, breaches of the policy are noted. */
export function playVsCode(page: FakePage, kept: unknown, receive: (message: unknown) => void): void {
  window.page = page;
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
    page.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
  });
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      const copy = structuredClone(message) as { type: string; method: string; params: unknown };
      if (copy.type === 'request') page.requests.push({ method: copy.method, params: copy.params });
      setTimeout(() => {
        receive(copy);
      });
    },
    getState: () => kept,
    setState: (state) => {
      page.kept.push(structuredClone(state));
    },
  });
}
