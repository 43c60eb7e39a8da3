import { HybridComputeManagementClient } from '@azure/arm-hybridcompute';
import type { TokenCredential } from '@azure/core-auth';
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import * as v from 'valibot';
import { parseJson } from '../kernel/json';
import type { Cloud } from '../kernel/knowledge/clouds';
import { redact } from '../kernel/redact';
import { excerpt, foreignLink, type Purpose, unexpectedBody } from './errors';
import {
  type ArmErrorBody,
  isCutOff,
  isFromProxy,
  isLost,
  readArmError,
  responseError,
  thrownError,
} from './responseErrors';
import { LongRetryAfter, retryAfterPolicy } from './retryAfter';

export interface ArmOptions {
  readonly credential: TokenCredential;
  readonly httpClient?: HttpClient;
  readonly cloud: Pick<Cloud, 'endpoint' | 'scope'>;
  /** Receives one line per request or retry, without tokens and queries. */
  readonly log?: (line: string) => void;
}

export interface ArmRequest extends Purpose {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly to: { readonly path: string; readonly apiVersion: string } | { readonly link: string };
  readonly body?: unknown;
  /** Success statuses; default 200. */
  readonly accept?: readonly number[];
  /** True for errors that mean an empty result. */
  readonly acceptError?: (error: ArmErrorBody, status: number) => boolean;
  /** Not retried after a lost response; the caller checks first whether it took effect. */
  readonly isSentOnce?: boolean;
}

export interface ArmResponse {
  readonly status: number;
  /** Parsed JSON; undefined if empty. */
  readonly body: unknown;
  header(name: string): string | undefined;
}

export interface Arm {
  send(request: ArmRequest, signal: AbortSignal): Promise<ArmResponse>;
}

// The slowest queries take seconds.
const timeoutMilliseconds = 30_000;
const mostTries = 3;

/** The SDK adds the token, three retries, and `Retry-After`. Truncated responses are retried here. */
export function createArm({ credential, httpClient, cloud, log }: ArmOptions): Arm {
  const { endpoint, scope } = cloud;
  // The subscription is unused.
  const client = new HybridComputeManagementClient(credential, '', {
    endpoint,
    $host: endpoint,
    credentialScopes: scope,
    ...(httpClient && { httpClient }),
  });
  const sentOnce = new WeakSet<PipelineRequest>();
  client.pipeline.addPolicy(withoutRetryOfChanges(sentOnce), { afterPhase: 'Retry' });
  client.pipeline.addPolicy(retryAfterPolicy, { afterPhase: 'Retry' });
  if (log) client.pipeline.addPolicy(logPolicy(log), { afterPhase: 'Retry' });

  return {
    async send(request, signal) {
      const url = urlOf(request.to, endpoint);
      for (let tries = 1; ; tries++) {
        try {
          signal.throwIfAborted();
          const sent = pipelineRequest(request, url, signal);
          if (request.isSentOnce) sentOnce.add(sent);
          const response = await client.sendRequest(sent).catch((thrown: unknown) => {
            if (thrown instanceof LongRetryAfter) return thrown.response;
            throw thrown;
          });
          return answerOf(response, request);
        } catch (thrown) {
          if (!isCutOff(thrown) || request.isSentOnce || tries === mostTries) throw thrownError(thrown, url, signal);
        }
      }
    },
  };
}

const pipelineRequest = ({ method, body }: ArmRequest, url: string, signal: AbortSignal): PipelineRequest =>
  createPipelineRequest({
    url,
    method,
    headers: createHttpHeaders({ accept: 'application/json', 'content-type': 'application/json' }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    abortSignal: signal,
    timeout: timeoutMilliseconds,
  });

/** Throws `Bug` if the body doesn't match. */
export function readBody<T extends v.GenericSchema>(
  schema: T,
  answer: ArmResponse,
  purpose: Pick<Purpose, 'action'>,
): v.InferOutput<T> {
  const parsed = v.safeParse(schema, answer.body);
  if (parsed.success) return parsed.output;
  // Paths only, because values may be secret.
  const differences = parsed.issues
    .slice(0, 20)
    .map((issue) => `${v.getDotPath(issue) ?? 'body'} is not ${issue.expected ?? issue.type}`);
  throw unexpectedBody(purpose, differences.join('; '));
}

function answerOf(response: PipelineResponse, request: ArmRequest): ArmResponse {
  const { accept = [200], acceptError } = request;
  const { status, headers } = response;
  const body = bodyOf(response.bodyAsText);
  const error = status < 400 ? undefined : readArmError(body);
  const isExpected = accept.includes(status) || (error !== undefined && acceptError?.(error, status) === true);
  // A proxy's page must not count as an expected 404.
  if (!isExpected || isFromProxy(response, body)) throw responseError(response, body, request);
  return { status, body, header: (name) => headers.get(name) };
}

function bodyOf(text: string | null | undefined): unknown {
  if (!text) return undefined;
  const read = parseJson(text);
  return read.ok ? read.value : text;
}

function urlOf(to: ArmRequest['to'], endpoint: string): string {
  if ('path' in to) return `${endpoint}${to.path}?api-version=${to.apiVersion}`;
  // Requests carry the token, so links must point to ARM or one of its regions.
  const base = new URL(endpoint);
  const link = URL.parse(to.link, endpoint);
  const isArm =
    link?.protocol === 'https:' &&
    link.port === base.port &&
    (link.hostname === base.hostname || link.hostname.endsWith(`.${base.hostname}`)) &&
    !link.username &&
    !link.password;
  if (!link || !isArm) throw foreignLink();
  return link.href;
}

/** The SDK retries every request without a response, even writes; errors of other types are not retried. */
function withoutRetryOfChanges(sentOnce: WeakSet<PipelineRequest>): PipelinePolicy {
  return {
    name: 'arcGatewayNoBlindRepeat',
    async sendRequest(request, next) {
      try {
        return await next(request);
      } catch (thrown) {
        const { url, abortSignal = { aborted: false } } = request;
        throw sentOnce.has(request) && isLost(thrown) ? thrownError(thrown, url, abortSignal) : thrown;
      }
    },
  };
}

function logPolicy(log: (line: string) => void): PipelinePolicy {
  return {
    name: 'arcGatewayLog',
    async sendRequest(request, next) {
      const started = performance.now();
      const what = `${request.method} ${new URL(request.url).pathname}`;
      const took = (): string => `${Math.round(performance.now() - started)} ms`;
      try {
        const response = await next(request);
        log(
          `${what} → ${response.status} in ${took()} (${response.headers.get('x-ms-request-id') ?? 'no request id'})`,
        );
        const message = response.status < 400 ? '' : (readArmError(bodyOf(response.bodyAsText))?.message ?? '');
        if (excerpt(message) !== message) log(`Azure says: ${message}`);
        return response;
      } catch (thrown) {
        log(redact(`${what} failed after ${took()}: ${thrown instanceof Error ? thrown.message : String(thrown)}`));
        throw thrown;
      }
    },
  };
}
