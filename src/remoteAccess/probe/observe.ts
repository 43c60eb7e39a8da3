import type { Socket } from 'node:net';
import { type Probe, type ProbeResult, type ProbeStage, type Proxy, unseenChain } from '../../planning/network/probes';
import { ask, authority } from './ask';
import { connectTo } from './connectTo';
import { handshake } from './handshake';
import { upgrade } from './upgrade';
import type { Names } from './names';
import { StepFailed, UnreadableCertificate } from './step';

/** Time limits, in milliseconds. */
export interface Patience {
  readonly connect: number;
  readonly proxy: number;
  readonly tls: number;
}

export interface ObservedAzureState {
  readonly names: Names;
  readonly proxy: Proxy | undefined;
  readonly patience: Patience;
  readonly roots: readonly string[] | undefined;
}

type Facts = Omit<ProbeResult, 'stage' | 'failure' | 'milliseconds'>;

/** Throws only `Canceled`. */
export async function observe(probe: Probe, around: ObservedAzureState, signal: AbortSignal): Promise<ProbeResult> {
  const started = performance.now();
  const attempt = new Attempt(probe, around, signal);
  const spent = (): number => Math.round(performance.now() - started);
  try {
    await attempt.run();
    return { ...attempt.facts, stage: 'done', milliseconds: spent() };
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    const { failure, status } = error;
    const { facts, stage } = attempt;
    return { ...facts, stage, failure, milliseconds: spent(), ...(status === undefined ? {} : { status }) };
  } finally {
    attempt.end();
  }
}

class Attempt {
  stage: ProbeStage = 'dns';
  facts: Facts = { addresses: [], issuers: [] };
  private socket: Socket | undefined;
  private secured: Socket | undefined;

  constructor(
    private readonly probe: Probe,
    private readonly around: ObservedAzureState,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    const proxy = this.probe.via === 'proxy' ? this.around.proxy : undefined;
    const socket = await this.connect(proxy);
    if (this.probe.protocol === 'http') return this.http(socket, proxy);
    if (proxy) await this.tunnel(socket);
    const tls = await this.tls(socket);
    if (this.probe.webSocket !== undefined) await this.upgrade(tls, this.probe.webSocket);
  }

  end(): void {
    this.secured?.destroy();
    this.socket?.destroy();
  }

  private async connect(proxy: Proxy | undefined): Promise<Socket> {
    const { names, patience } = this.around;
    const { host, port } = proxy ?? this.probe;
    const addresses = await names.addresses(host, this.signal);
    // A proxy's addresses aren't the host's.
    if (!proxy) this.facts = { ...this.facts, addresses };
    this.stage = 'connect';
    this.socket = await connectTo(addresses, port, patience.connect, this.signal);
    return this.socket;
  }

  private async tunnel(socket: Socket): Promise<void> {
    this.stage = 'proxy';
    const target = authority(this.probe.host, this.probe.port);
    const request = `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`;
    const { status } = await ask(socket, request, this.around.patience.proxy, this.signal);
    if (status < 200 || status > 299) throw new StepFailed('status', status);
  }

  private async tls(socket: Socket): Promise<Socket> {
    this.stage = 'tls';
    const { patience, roots } = this.around;
    try {
      const { seen, tls } = await handshake(socket, this.probe.host, patience.tls, this.signal, roots);
      this.facts = { ...this.facts, ...seen };
      this.secured = tls;
      return tls;
    } catch (error) {
      if (error instanceof UnreadableCertificate) this.facts = { ...this.facts, chain: unseenChain('unreadable') };
      throw error;
    }
  }

  private async upgrade(tls: Socket, path: string): Promise<void> {
    this.stage = 'upgrade';
    const status = await upgrade(tls, this.probe.host, path, this.around.patience.tls, this.signal);
    this.facts = { ...this.facts, status };
  }

  /** Any host response passes; some come from the proxy. */
  private async http(socket: Socket, proxy: Proxy | undefined): Promise<void> {
    this.stage = 'http';
    const { host, port } = this.probe;
    const target = proxy ? `http://${authority(host, port)}/` : '/';
    const request = `HEAD ${target} HTTP/1.1\r\nHost: ${authority(host, port)}\r\nConnection: close\r\n\r\n`;
    const { status } = await ask(socket, request, this.around.patience.proxy, this.signal);
    if (status === 407 || (proxy && (status === 403 || status > 499))) throw new StepFailed('status', status);
    this.facts = { ...this.facts, status };
  }
}
