import { isRestError, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';
import * as v from 'valibot';
import { ArcError, cancelled, type Failure, isArcError } from '../kernel/errors';
import { transitionSeconds } from '../kernel/knowledge/gatewayLife';
import { redact } from '../kernel/redact';
import { cutOffError, networkError, proxyError } from './networkErrors';
import { retryAfter } from './retryAfter';

/** What a request is for; its words appear in the sentence shown when it fails. */
export interface Purpose {
  /** Completes “This account may not …”: `read the gateway gw-hub`. */
  readonly action: string;
  /** Role or action to ask for when it is forbidden. */
  readonly needs: string;
  /** What is missing when Azure answers 404: `The gateway gw-hub`. */
  readonly resource: string;
}

/** The body of an error in ARM: `{error: {code, message, details}}`; the code is absent in some answers. */
const armError = v.object({
  error: v.object({
    code: v.nullish(v.string()),
    message: v.nullish(v.string()),
    details: v.fallback(v.optional(v.array(v.object({ message: v.nullish(v.string()) }))), undefined),
  }),
});

export interface ArmErrorBody {
  readonly code: string;
  /** Whole, without what looks like a secret; `excerpt` makes it fit to be shown. */
  readonly message: string;
}

/** Characters of a foreign message that are shown. */
const shownCharacters = 500;

/** The beginning of what somebody else says, for a sentence of ours; the log has the whole. */
export function excerpt(message: string): string {
  if (message.length <= shownCharacters) return message;
  // No half of a character.
  const shown = message.slice(0, shownCharacters).replace(/[\ud800-\udbff]$/, '');
  return `${shown}… (${message.length.toLocaleString('en')} characters; the log has all)`;
}

/** Reads ARM's own words out of an answer; undefined when it is no error body. */
export function readArmError(body: unknown): ArmErrorBody | undefined {
  const parsed = v.safeParse(armError, body);
  if (!parsed.success) return undefined;
  const { code, message, details } = parsed.output.error;
  // Resource Graph says what is wrong only in the details.
  const sentences = [message, ...(details ?? []).map((detail) => detail.message)].filter(Boolean);
  return { code: code ?? '', message: redact(sentences.join(' ')) };
}

/** Maps an answer that is not a success. */
export function responseError(response: PipelineResponse, body: unknown, purpose: Purpose): ArcError {
  const { status } = response;
  const host = new URL(response.request.url).host;
  const error = readArmError(body);
  if (status === 407 || isFromProxy(response, body)) return proxyError(host, status);
  const says = error?.message ? ` Azure says: ${excerpt(error.message)}` : '';
  const make = (failure: Failure, message: string): ArcError => new ArcError(failure, message + says);

  if (status === 401) return unauthorized(error, says);
  if (status === 403) return forbidden(error, purpose, says);
  if (isNotOffered(error)) {
    return make(
      { code: 'Unsupported' },
      `Azure does not offer here the version of its API that is needed to ${purpose.action}.`,
    );
  }
  if (status === 404) {
    return make(
      { code: 'NotFound', resource: purpose.resource },
      `${purpose.resource} does not exist, or this account cannot see it. Refresh, and check the name and the subscription.`,
    );
  }
  if (status === 409 && isTransition(error)) {
    const retryAfterSeconds = retryAfter(response.headers.get('retry-after')) ?? transitionSeconds;
    return make(
      { code: 'Conflict', retryAfterSeconds },
      `Azure could not ${purpose.action}, because the gateway is in the middle of another change. Wait a few minutes and try again.`,
    );
  }
  if (status === 409 || status === 412) {
    return make(
      { code: 'Conflict' },
      `Azure could not ${purpose.action} because of another change or a lock. Wait a moment, refresh and try again.`,
    );
  }
  if (status === 429 || status >= 500) return busy(response, says);
  if (status >= 400) return make({ code: 'InvalidInput', field: 'request' }, `Azure refused to ${purpose.action}.`);
  return make({ code: 'Bug' }, `Azure answered ${status} to the attempt to ${purpose.action}, which was not expected.`);
}

/** Azure has no such type, or not in this version, or not in this region; some come with 400 and some with 404. */
const notOfferedCodes = [
  'NoRegisteredProviderFound',
  'InvalidApiVersionParameter',
  'UnsupportedApiVersion',
  'InvalidResourceType',
  'InvalidResourceNamespace',
];
const isNotOffered = (error: ArmErrorBody | undefined): boolean => notOfferedCodes.includes(error?.code ?? '');

// It comes without a code.
const isTransition = (error: ArmErrorBody | undefined): boolean => /transitioning state/i.test(error?.message ?? '');

/** Whether only a part of an answer arrived, which the SDK's own retries do not see. */
export const isCutOff = (thrown: unknown): boolean => isRestError(thrown) && thrown.code === RestError.PARSE_ERROR;

/** Maps whatever was thrown while a request was under way. `Cancelled` only when the caller asked for it. */
export function thrownError(thrown: unknown, url: string, signal: Pick<AbortSignal, 'aborted'>): ArcError {
  if (isArcError(thrown)) return thrown;
  if (signal.aborted) return cancelled();
  const host = new URL(url).host;
  // The SDK's message repeats the whole answer.
  if (isCutOff(thrown)) return cutOffError(host);
  const reason = redact(messageOf(thrown));
  return (
    networkError(thrown, host) ??
    new ArcError({ code: 'Bug' }, `The request to ${host} failed: ${excerpt(reason)}`, { cause: new Error(reason) })
  );
}

/** Whether a request may have been carried out although no answer came. */
export const isLost = (thrown: unknown): boolean =>
  isRestError(thrown) && ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'].includes(thrown.code ?? '');

function unauthorized(error: ArmErrorBody | undefined, says: string): ArcError {
  return error?.code === 'InvalidAuthenticationTokenTenant'
    ? new ArcError(
        { code: 'SignedOut', obstacle: 'wrongTenant' },
        `These subscriptions belong to another tenant than the one signed in to. Choose their tenant.${says}`,
      )
    : new ArcError({ code: 'SignedOut' }, `Azure did not accept the sign-in. Sign in to Azure again.${says}`);
}

function forbidden(error: ArmErrorBody | undefined, { action, needs }: Purpose, says: string): ArcError {
  if (error?.code === 'RequestDisallowedByPolicy') {
    return new ArcError(
      { code: 'Forbidden', needs: 'an exemption from the Azure Policy' },
      `An Azure Policy does not let anyone ${action}. Ask its owner for an exemption.${says}`,
    );
  }
  return new ArcError(
    { code: 'Forbidden', needs },
    `This account may not ${action}. Ask for ${needs}, then sign in again.${says}`,
  );
}

const defaultRetrySeconds = 30;

function busy(response: PipelineResponse, says: string): ArcError {
  const retryAfterSeconds = retryAfter(response.headers.get('retry-after')) ?? defaultRetrySeconds;
  const why =
    response.status === 429 ? 'Azure asks to slow down.' : `Azure has a passing problem (HTTP ${response.status}).`;
  return new ArcError(
    { code: 'Throttled', retryAfterSeconds },
    `${why} Try again in ${retryAfterSeconds} seconds.${says}`,
  );
}

/**
 * Whether something on the way answered in Azure's place: a proxy that refuses CONNECT, or the page of a network that
 * wants a login first. Azure marks each of its answers with a request id, and its errors have a form of their own.
 */
export function isFromProxy({ status, headers }: PipelineResponse, body: unknown): boolean {
  if (headers.has('x-ms-request-id') || headers.has('x-ms-correlation-request-id')) return false;
  return status < 400 ? typeof body === 'string' : !readArmError(body);
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
