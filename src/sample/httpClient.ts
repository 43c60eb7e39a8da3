import type { HttpClient, HttpHeaders } from '@azure/core-rest-pipeline';
import type { SampleRequest, SampleResponse } from './http';

type Handle = (request: SampleRequest, signal?: AbortSignal) => Promise<SampleResponse>;

/** A handler as the SDK's `httpClient`. */
export const httpClientOf = (handle: Handle): HttpClient => ({
  async sendRequest(request) {
    const { method, url, abortSignal } = request;
    const body = typeof request.body === 'string' ? request.body : undefined;
    const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
    const answer = await handle({ method, url, headers: request.headers.toJSON(), body }, signal);
    return { request, status: answer.status, headers: new Headers(answer.headers), bodyAsText: answer.body || null };
  },
});

/** The SDK's own headers, without loading the SDK. */
class Headers implements HttpHeaders {
  private readonly values: Map<string, string>;

  constructor(headers: Readonly<Record<string, string>>) {
    this.values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  }

  get(name: string): string | undefined {
    return this.values.get(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.values.has(name.toLowerCase());
  }

  set(name: string, value: string | number | boolean): void {
    this.values.set(name.toLowerCase(), String(value));
  }

  delete(name: string): void {
    this.values.delete(name.toLowerCase());
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(this.values);
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.values.entries();
  }
}
