import { armError, badRequest, type Reply } from './http';
import type { Store } from './store';

export interface Call {
  readonly store: Store;
  /** Parameters of the path, decoded, in their original spelling. */
  readonly params: Readonly<Record<string, string>>;
  /** Without the query, decoded, in its original spelling. */
  readonly path: string;
  readonly url: URL;
  readonly body: unknown;
  /** Unix time in milliseconds. */
  readonly now: number;
  readonly machinesPerPage: number;
  /** Unique across calls. */
  readonly nextGuid: () => string;
}

export interface Route {
  readonly method: string;
  /** With `{parameters}`; case-insensitive. */
  readonly path: string;
  /** Of the real provider; any well-formed version when absent. */
  readonly apiVersions?: readonly string[];
  readonly handle: (call: Call) => Reply;
}

type Request = Omit<Call, 'params'> & { readonly method: string; readonly isAuthorized: boolean };

/** Checks in ARM's order. */
export function createRouter(routes: readonly Route[]): (request: Request) => Reply {
  return (request) => {
    const { path, method, url } = request;
    const apiVersion = url.searchParams.get('api-version');
    const problem = authenticationProblem(request) ?? versionProblem(apiVersion) ?? subscriptionProblem(request);
    if (problem) return problem;

    const onPath = routes.flatMap((route) => {
      const params = paramsOf(route.path, path);
      return params ? [{ ...route, params }] : [];
    });
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
    return route.handle({ ...request, params: route.params });
  };
}

const idSegments = ['', 'subscriptions', '{}', 'resourceGroups', '{}', 'providers', '{}', '{}', '{}'];

/** Parameters of a path: `{base}` is a whole resource id, any other one segment. */
function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/').flatMap((segment) => (segment === '{base}' ? idSegments : [segment]));
  const found = path.split('/');
  if (found.at(-1) === '') found.pop();
  const isFit = wanted.every((segment, index) =>
    segment.startsWith('{') ? !!found[index] : segment.toLowerCase() === found[index]?.toLowerCase(),
  );
  if (!isFit || wanted.length !== found.length) return undefined;
  const named = wanted.flatMap((segment, index) => {
    const [, name] = /^\{(\w+)\}$/.exec(segment) ?? [];
    return name === undefined ? [] : [[name, found[index] ?? ''] as const];
  });
  if (pattern.startsWith('{base}')) named.push(['base', found.slice(0, idSegments.length).join('/')]);
  return Object.fromEntries(named);
}

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
