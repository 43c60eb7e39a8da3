import { ArcError } from '../kernel/errors';
import { parseResourceId, type ResourceIdParts } from '../kernel/resources';

/** A resource id as the path of a URL. Each part is encoded, so that an id can lead to no other place than its own. */
export interface ResourcePath extends ResourceIdParts {
  readonly path: string;
}

/** Throws `InvalidInput` for what is not the id of a resource of one of these types. */
export function resourcePath(id: string, ...types: readonly string[]): ResourcePath {
  const parsed = parseResourceId(id);
  if (!parsed.ok) throw invalid(parsed.error);
  const { subscriptionId, resourceGroup, type, name } = parsed.value;
  if (!types.some((expected) => expected.toLowerCase() === type.toLowerCase())) {
    throw invalid(`This is the id of a ${type}; expected ${types.join(' or ')}.`);
  }
  const segments = ['subscriptions', subscriptionId, 'resourceGroups', resourceGroup, 'providers', type, name];
  if ([resourceGroup, name].some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw invalid('A resource id cannot have “.” or “..” for a name.');
  }
  const path = segments.flatMap((segment) => segment.split('/')).map(encodeURIComponent);
  return { ...parsed.value, path: `/${path.join('/')}` };
}

const invalid = (message: string): ArcError => new ArcError({ code: 'InvalidInput', field: 'id' }, message);

/** A path below a subscription; throws `InvalidInput` for what is not the id of one. */
export function subscriptionPath(subscriptionId: string, ...segments: readonly string[]): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subscriptionId)) {
    throw invalid('This is not the id of a subscription.');
  }
  const rest = segments.flatMap((segment) => segment.split('/')).map(encodeURIComponent);
  return ['/subscriptions', subscriptionId, ...rest].join('/');
}
