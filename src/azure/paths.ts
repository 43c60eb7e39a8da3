import { guid } from '../kernel/guid';
import { parseResourceId, type ResourceIdParts } from '../kernel/resources';
import { dotsInId, idOfOtherType, notSubscriptionId, unreadableId } from './errors';

/** A URL path with encoded parts, so IDs can't escape it. */
export interface ResourcePath extends ResourceIdParts {
  readonly path: string;
}

/** Throws `InvalidInput` unless it is a resource ID of one of these types. */
export function resourcePath(id: string, ...types: readonly string[]): ResourcePath {
  const parsed = parseResourceId(id);
  if (!parsed.ok) throw unreadableId(parsed.error);
  const { subscriptionId, resourceGroup, type, name } = parsed.value;
  if (!types.some((expected) => expected.toLowerCase() === type.toLowerCase())) {
    throw idOfOtherType(type, types);
  }
  const segments = ['subscriptions', subscriptionId, 'resourceGroups', resourceGroup, 'providers', type, name];
  if ([resourceGroup, name].some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw dotsInId();
  }
  const path = segments.flatMap((segment) => segment.split('/')).map(encodeURIComponent);
  return { ...parsed.value, path: `/${path.join('/')}` };
}

/** Throws `InvalidInput` unless the ID is a GUID. */
export function subscriptionPath(subscriptionId: string, ...segments: readonly string[]): string {
  if (!guid.test(subscriptionId)) {
    throw notSubscriptionId();
  }
  const rest = segments.flatMap((segment) => segment.split('/')).map(encodeURIComponent);
  return ['/subscriptions', subscriptionId, ...rest].join('/');
}
