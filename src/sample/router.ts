import { armError, badRequest, type Reply } from './http';
import type { Store } from './store';

/** What a route is given. */
export interface Call {
  readonly store: Store;
  /** The parts of the path that the route names, decoded, spelled as they came. */
  readonly params: Readonly<Record<string, string>>;
  /** The path without the query, decoded, spelled as it came. */
  readonly path: string;
  readonly url: URL;
  readonly body: unknown;
  /** Unix time in milliseconds. */
  readonly now: number;
  /** Machines in a page of ARM's list. */
  readonly machinesPerPage: number;
  /** Makes a GUID that no other call gets. */
  readonly nextGuid: () => string;
}

export interface Route {
  readonly method: string;
  /** A path with `{names}`; letters match in either case. */
  readonly path: string;
  /** The versions that the real provider serves; any well-formed one when not given. */
  readonly apiVersions?: readonly string[];
  readonly handle: (call: Call) => Reply;
}

type Request = Omit<Call, 'params'> & { readonly method: string; readonly isAuthorized: boolean };

/** Finds the route and answers, in the order in which ARM makes its checks. */
export function createRouter(routes: readonly Route[]): (request: Request) => Reply {
  const compiled = routes.map((route) => ({ ...route, pattern: patternOf(route.path) }));
  return (request) => {
    const { path, method, url } = request;
    const apiVersion = url.searchParams.get('api-version');
    const problem = authenticationProblem(request) ?? versionProblem(apiVersion) ?? subscriptionProblem(request);
    if (problem) return problem;

    const onPath = compiled.filter(({ pattern }) => pattern.test(path));
    const route = onPath.find((candidate) => candidate.method === method);
    if (!route) {
      return onPath.length > 0
        ? armError(405, 'MethodNotAllowed', `The request method '${method}' is not supported here.`)
        : armError(404, 'InvalidResourceType', `No resource type was found for the path '${path}'.`);
    }
    if (route.apiVersions && !route.apiVersions.includes(apiVersion ?? '')) {
      return badRequest(
        'NoRegisteredProviderFound',
        `No registered resource provider found for API version '${apiVersion}'. The supported api-versions are '${route.apiVersions.join(', ')}'.`,
      );
    }
    return route.handle({ ...request, params: route.pattern.exec(path)?.groups ?? {} });
  };
}

// `{base}` stands for a whole resource id, any other name for one segment.
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replace('{base}', '(?<base>/subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+/[^/]+/[^/]+)')
      .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`,
    'i',
  );

function authenticationProblem({ isAuthorized }: Request): Reply | undefined {
  if (isAuthorized) return undefined;
  const reply = armError(
    401,
    'AuthenticationFailed',
    "Authentication failed. The 'Authorization' header is missing or holds no bearer token.",
  );
  return {
    ...reply,
    headers: { 'www-authenticate': 'Bearer authorization_uri="https://login.microsoftonline.com/common"' },
  };
}

function versionProblem(apiVersion: string | null): Reply | undefined {
  if (!apiVersion) {
    return badRequest(
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  if (/^\d{4}-\d{2}-\d{2}(?:-preview)?$/.test(apiVersion)) return undefined;
  return badRequest('InvalidApiVersionParameter', `The api-version '${apiVersion}' is invalid.`);
}

function subscriptionProblem({ path, store }: Request): Reply | undefined {
  const id = /^\/subscriptions\/([^/]+)/i.exec(path)?.[1];
  if (id === undefined || store.subscriptions.some((known) => known.id === id.toLowerCase())) return undefined;
  return armError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}
