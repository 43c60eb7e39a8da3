import type { ArcResource } from '../../kernel/resources';

export type ResourceFilter = (resource: ArcResource) => boolean;

const facts = (resource: ArcResource): readonly (string | undefined)[] => {
  switch (resource.kind) {
    case 'gateway':
      return [resource.state, resource.endpoint];
    case 'machine':
      return [resource.status, resource.os, resource.osName, resource.agentVersion];
    case 'cluster':
      return [resource.connectivity, resource.distribution, resource.agentVersion];
    case 'azureLocal':
      return [resource.status];
  }
};

/** Every word of the text must occur in a resource's name, group, location, tags or state; case does not matter. */
export function textFilter(text: string): ResourceFilter {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (resource) => {
    const tags = Object.entries(resource.tags).flat();
    const haystack = [resource.name, resource.resourceGroup, resource.location, ...facts(resource), ...tags]
      .join('\n')
      .toLowerCase();
    return words.every((word) => haystack.includes(word));
  };
}
