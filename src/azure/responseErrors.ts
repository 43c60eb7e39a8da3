import { isRestError, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';
import * as v from 'valibot';
import { type ArcError, canceled, isArcError } from '../kernel/errors';
import { transitionSeconds } from '../kernel/knowledge/gatewayLife';
import { redact } from '../kernel/redact';
import * as errors from './errors';
import { networkError, proxyError } from './networkErrors';
import { retryAfter } from './retryAfter';

/** `{error: {code, message, details}}`; some lack the code. */
const armError = v.object({
  error: v.object({
    code: v.nullish(v.string()),
    message: v.nullish(v.string()),
    details: v.fallback(v.optional(v.array(v.object({ message: v.nullish(v.string()) }))), undefined),
  }),
});

export interface ArmErrorBody {
  readonly code: string;
  /** Redacted. */
  readonly message: string;
}

/** Undefined if not an ARM error. */
export function readArmError(body: unknown): ArmErrorBody | undefined {
  const parsed = v.safeParse(armError, body);
  if (!parsed.success) return undefined;
  const { code, message, details } = parsed.output.error;
  // Resource Graph gives the reason only in the details.
  const sentences = [message, ...(details ?? []).map((detail) => detail.message)].filter(Boolean);
  return { code: code ?? '', message: redact(sentences.join(' ')) };
}

export function responseError(response: PipelineResponse, body: unknown, purpose: errors.Purpose): ArcError {
  const { status } = response;
  const error = readArmError(body);
  if (status === 407 || isFromProxy(response, body)) return proxyError(new URL(response.request.url).host, status);
  const says = error?.message;
  const retryAfterSeconds = retryAfter(response.headers.get('retry-after'));

  if (status === 401) {
    return error?.code === 'InvalidAuthenticationTokenTenant'
      ? errors.otherTenant(says)
      : errors.signInNotAccepted(says);
  }
  if (status === 403) {
    return error?.code === 'RequestDisallowedByPolicy'
      ? errors.deniedByPolicy(purpose, says)
      : errors.notAuthorized(purpose, says);
  }
  if (isNotOffered(error)) return errors.apiNotOffered(purpose, says);
  if (status === 404) return errors.notFound(purpose, says);
  if (status === 409 && isTransition(error)) {
    return errors.gatewayInTransition(purpose, retryAfterSeconds ?? transitionSeconds, says);
  }
  if (status === 409 || status === 412) return errors.blockedByChange(purpose, says);
  if (status === 429) return errors.throttled(retryAfterSeconds ?? defaultRetrySeconds, says);
  if (status >= 500) {
    return errors.temporaryProblem('Azure', status, retryAfterSeconds ?? defaultRetrySeconds, says);
  }
  return status >= 400 ? errors.refused(purpose, says) : errors.unexpectedStatus(purpose, status, says);
}

const defaultRetrySeconds = 30;

/** Status 400 or 404. */
const notOfferedCodes = [
  'NoRegisteredProviderFound',
  'InvalidApiVersionParameter',
  'UnsupportedApiVersion',
  'InvalidResourceType',
  'InvalidResourceNamespace',
];
const isNotOffered = (error: ArmErrorBody | undefined): boolean => notOfferedCodes.includes(error?.code ?? '');

// Azure provides no code for this.
export const isTransition = (error: ArmErrorBody | undefined): boolean =>
  /transitioning state/i.test(error?.message ?? '');

/** The SDK doesn't retry these. */
export const isCutOff = (thrown: unknown): boolean => isRestError(thrown) && thrown.code === RestError.PARSE_ERROR;

/** `Canceled` only if the caller's signal is aborted. */
export function thrownError(thrown: unknown, url: string, signal: Pick<AbortSignal, 'aborted'>): ArcError {
  if (isArcError(thrown)) return thrown;
  if (signal.aborted) return canceled();
  const host = new URL(url).host;
  // The SDK's message repeats the whole response.
  if (isCutOff(thrown)) return errors.cutOff(host);
  return networkError(thrown, host) ?? errors.requestFailed(host, redact(messageOf(thrown)));
}

/** No response, but the request may have taken effect. */
export const isLost = (thrown: unknown): boolean =>
  isRestError(thrown) && ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'].includes(thrown.code ?? '');

/** Or a captive portal. Azure sets a request ID and has its own error format. */
export function isFromProxy({ status, headers }: PipelineResponse, body: unknown): boolean {
  if (headers.has('x-ms-request-id') || headers.has('x-ms-correlation-request-id')) return false;
  return status < 400 ? typeof body === 'string' : !readArmError(body);
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
