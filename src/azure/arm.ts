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
import { ArcError } from '../kernel/errors';
import { parseJson } from '../kernel/json';
import type { Cloud } from '../kernel/knowledge/clouds';
import { redact } from '../kernel/redact';
import {
  type ArmErrorBody,
  excerpt,
  isCutOff,
  isFromProxy,
  isLost,
  type Purpose,
  readArmError,
  responseError,
  thrownError,
} from './errors';
import { AsksToWait, retryAfterPolicy } from './retryAfter';

export interface ArmOptions {
  readonly credential: TokenCredential;
  /** Sends the requests in place of the SDK's own client over the network. */
  readonly httpClient?: HttpClient;
  readonly cloud: Pick<Cloud, 'endpoint' | 'scope'>;
  /** Receives a line for each request that was sent, retries included; it holds no token and no query. */
  readonly log?: (line: string) => void;
}

export interface ArmRequest extends Purpose {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A path on ARM with its api-version, or a link from one of ARM's answers. */
  readonly to: { readonly path: string; readonly apiVersion: string } | { readonly link: string };
  readonly body?: unknown;
  /** The statuses that are no failure; 200 when not given. */
  readonly accept?: readonly number[];
  /** Which errors of Azure say no more than that there is nothing; every other one is a failure. */
  readonly acceptError?: (error: ArmErrorBody, status: number) => boolean;
  /** It is not sent again by itself when its answer was lost: whoever sends it looks first whether it was carried out. */
  readonly isSentOnce?: boolean;
}

export interface ArmAnswer {
  readonly status: number;
  /** Parsed JSON; undefined when the answer was empty. */
  readonly body: unknown;
  header(name: string): string | undefined;
}

/** Sends one request to ARM. Throws `ArcError` and nothing else. */
export interface Arm {
  send(request: ArmRequest, signal: AbortSignal): Promise<ArmAnswer>;
}

// Without a limit a swallowed packet leaves the person waiting for minutes; the slowest queries take seconds.
const timeoutMilliseconds = 30_000;
/** Of a request whose answers are cut off. */
const mostTries = 3;

/**
 * ARM over the SDK's client. That has no gateways, settings or Resource Graph, but its pipeline brings the token,
 * three retries and respect for `Retry-After` to any request. An answer that was cut off is asked for again, as the SDK
 * does where a connection breaks, but for what is sent once.
 */
export function createArm({ credential, httpClient, cloud, log }: ArmOptions): Arm {
  const { endpoint, scope } = cloud;
  // The client asks for a subscription that none of these requests takes from it.
  const client = new HybridComputeManagementClient(credential, '', {
    endpoint,
    $host: endpoint,
    credentialScopes: scope,
    ...(httpClient && { httpClient }),
  });
  const sentOnce = new WeakSet<PipelineRequest>();
  client.pipeline.addPolicy(noBlindRepeat(sentOnce), { afterPhase: 'Retry' });
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
            if (thrown instanceof AsksToWait) return thrown.response;
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
    body: body === undefined ? undefined : JSON.stringify(body),
    abortSignal: signal,
    timeout: timeoutMilliseconds,
  });

/** Reads an answer's body by its schema; a body of another form is reported, never guessed at. */
export function readBody<T extends v.GenericSchema>(
  schema: T,
  answer: ArmAnswer,
  { action }: Purpose,
): v.InferOutput<T> {
  const parsed = v.safeParse(schema, answer.body);
  if (parsed.success) return parsed.output;
  // Where it differs, and not what was there: that may be anything.
  const places = parsed.issues
    .slice(0, 20)
    .map((issue) => `${v.getDotPath(issue) ?? 'body'} is no ${issue.expected ?? issue.type}`);
  throw new ArcError(
    { code: 'Bug' },
    `Azure’s answer to the attempt to ${action} has a form that this version of the extension does not know.`,
    { cause: new Error(places.join('; ')) },
  );
}

function answerOf(response: PipelineResponse, request: ArmRequest): ArmAnswer {
  const { accept = [200], acceptError } = request;
  const { status, headers } = response;
  const body = bodyOf(response.bodyAsText);
  const error = status < 400 ? undefined : readArmError(body);
  const isExpected = accept.includes(status) || (error !== undefined && acceptError?.(error, status) === true);
  // A proxy's page must not pass for an expected 404.
  if (!isExpected || isFromProxy(response, body)) throw responseError(response, body, request);
  return { status, body, header: (name) => headers.get(name) };
}

function bodyOf(text: string | null | undefined): unknown {
  if (!text) return undefined;
  const read = parseJson(text);
  // Of what is no JSON, no schema will accept the text.
  return read.ok ? read.value : text;
}

function urlOf(to: ArmRequest['to'], endpoint: string): string {
  if ('path' in to) return `${endpoint}${to.path}?api-version=${to.apiVersion}`;
  // The token travels with every request, so a link may lead to ARM (or one of its regions) and nowhere else.
  const base = new URL(endpoint);
  const link = URL.parse(to.link, endpoint);
  const isArm =
    link?.protocol === 'https:' &&
    link.port === base.port &&
    (link.hostname === base.hostname || link.hostname.endsWith(`.${base.hostname}`)) &&
    !link.username &&
    !link.password;
  if (!link || !isArm) throw new ArcError({ code: 'Unsupported' }, 'Azure’s answer links to a host other than Azure.');
  return link.href;
}

/** The SDK sends again whatever got no answer, a change too; it leaves alone what is no error of its own kind. */
function noBlindRepeat(sentOnce: WeakSet<PipelineRequest>): PipelinePolicy {
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
        // What is shown of it is cut.
        if (excerpt(message) !== message) log(`Azure says: ${message}`);
        return response;
      } catch (thrown) {
        log(redact(`${what} failed after ${took()}: ${thrown instanceof Error ? thrown.message : String(thrown)}`));
        throw thrown;
      }
    },
  };
}
