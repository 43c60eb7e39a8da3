import { isRecord } from '../../../kernel/isRecord';
import arcProxy from '../../../kernel/knowledge/data/arcProxyOfClusters.json';

/** A container of the Arc proxy. */
export interface ProxyContainer {
  readonly pod: string;
  readonly container: string;
  /** Another one after a restart. */
  readonly instance: string;
}

const { prefix } = arcProxy.pods;
const sidecars = arcProxy.sidecars.names;

/**
 * In a list of the agents’ pods, as the API server answers. The names of the proxy’s containers are not published: all that
 * the agents’ other pods don’t have beside their own.
 */
export function proxyContainers(pods: unknown): readonly ProxyContainer[] {
  if (!isRecord(pods) || !Array.isArray(pods.items)) return [];
  return pods.items.flatMap(containersOf);
}

function containersOf(item: unknown): readonly ProxyContainer[] {
  const { metadata, spec, status } = record(item);
  const { name, uid } = record(metadata);
  if (typeof name !== 'string' || !name.startsWith(prefix)) return [];
  const named = list(record(spec).containers).flatMap((each) => (typeof each.name === 'string' ? [each.name] : []));
  const own = named.filter((each) => !sidecars.includes(each));
  const states = list(record(status).containerStatuses);
  return (own.length > 0 ? own : named).map((container) => {
    const { restartCount = 0 } = states.find((each) => each.name === container) ?? {};
    return { pod: name, container, instance: `${String(uid)}/${String(restartCount)}` };
  });
}

type Fields = Readonly<Record<string, unknown>>;

const record = (value: unknown): Fields => (isRecord(value) ? value : {});
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(record) : []);
