import type { ServerResponse } from 'node:http';

interface Line {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly text: string;
}

/** The log of a container, as the kubelet keeps and streams it. Each line is a tenth of a second after the one before. */
export class PodLog {
  private lines: Line[] = [];
  private readonly followers = new Map<ServerResponse, boolean>();
  private at = Date.UTC(2026, 11, 1, 8);
  /** Queries, as they came. */
  readonly asked: URLSearchParams[] = [];

  write(...texts: readonly string[]): void {
    for (const text of texts) {
      this.at += 100;
      const line = { at: this.at, text };
      this.lines.push(line);
      for (const [response, isTimed] of this.followers) response.write(textOf(line, isTimed));
    }
  }

  /** What a full disk or the rotation of the kubelet takes away. */
  forget(count: number): void {
    this.lines = this.lines.slice(count);
  }

  /** As with a connection that breaks; a part of a line may have come. */
  cut(part = ''): void {
    for (const [response, isTimed] of this.followers) {
      if (part !== '') response.write(textOf({ at: this.at + 100, text: part }, isTimed).trimEnd());
      setTimeout(() => response.destroy(), 50);
    }
    this.followers.clear();
  }

  /** As with a container that ends. */
  end(): void {
    for (const response of this.followers.keys()) response.end();
    this.followers.clear();
  }

  get followed(): number {
    return this.followers.size;
  }

  answer(query: URLSearchParams, response: ServerResponse): void {
    this.asked.push(query);
    const isTimed = query.get('timestamps') === 'true';
    const since = Date.parse(query.get('sinceTime') ?? '1970-01-01T00:00:00Z');
    const tail = Number(query.get('tailLines') ?? Infinity);
    response.writeHead(200, { 'content-type': 'text/plain' });
    const wanted = this.lines.filter(({ at }) => at >= since);
    for (const line of wanted.slice(Math.max(0, wanted.length - tail))) response.write(textOf(line, isTimed));
    if (query.get('follow') !== 'true') {
      response.end();
      return;
    }
    response.flushHeaders();
    this.followers.set(response, isTimed);
    response.on('close', () => this.followers.delete(response));
  }
}

const textOf = ({ at, text }: Line, isTimed: boolean): string =>
  `${isTimed ? `${new Date(at).toISOString().replace('Z', '000000Z')} ` : ''}${text}\n`;
