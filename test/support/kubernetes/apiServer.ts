import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { makeAuthority } from '../certificates';
import { portOf } from '../tlsHost';
import type { PodLog } from './podLog';

/** An object as the API server keeps it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string;
  };
  readonly [field: string]: unknown;
}

/** A request as it came, after which it was answered. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly accept: string;
}

export interface ApiServerOptions {
  readonly objects: readonly KubernetesObject[];
  /** As `secrets` or `secrets/azure-arc`: what the account may not read. */
  readonly forbidden?: readonly string[];
  /** Discovery as servers before 1.26 speak it. */
  readonly isOld?: boolean;
  readonly version?: string;
  /** By `POD/CONTAINER`. */
  readonly logs?: ReadonlyMap<string, PodLog>;
  /** Answers instead of the server; true if it did. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse, path: string) => boolean;
}

export interface ApiServer extends AsyncDisposable {
  /** Of a context `name`; `token` and `server` in the place of those that are right. */
  kubeconfig(
    name: string,
    parts?: { readonly token?: string; readonly server?: string; readonly user?: string },
  ): string;
  readonly address: string;
  readonly requests: readonly ApiRequest[];
}

interface ResourceType {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly short: readonly string[];
  readonly isNamespaced: boolean;
}

const core = { group: '', version: 'v1' };
const types: readonly ResourceType[] = [
  { ...core, plural: 'pods', singular: 'pod', kind: 'Pod', short: ['po'], isNamespaced: true },
  { ...core, plural: 'configmaps', singular: 'configmap', kind: 'ConfigMap', short: ['cm'], isNamespaced: true },
  { ...core, plural: 'secrets', singular: 'secret', kind: 'Secret', short: [], isNamespaced: true },
  { ...core, plural: 'events', singular: 'event', kind: 'Event', short: ['ev'], isNamespaced: true },
  { ...core, plural: 'services', singular: 'service', kind: 'Service', short: ['svc'], isNamespaced: true },
  { ...core, plural: 'nodes', singular: 'node', kind: 'Node', short: ['no'], isNamespaced: false },
  { ...core, plural: 'namespaces', singular: 'namespace', kind: 'Namespace', short: ['ns'], isNamespaced: false },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'servicecidrs',
    singular: 'servicecidr',
    kind: 'ServiceCIDR',
    short: [],
    isNamespaced: false,
  },
];

const token = 'the-token-of-the-tests';

/**
 * A Kubernetes API server on loopback, by TLS and with a bearer token, which answers `get`, `describe`, `logs` and `version`
 * of a real kubectl: discovery (aggregated and not), lists in pieces, tables, Status answers. `directory` takes its
 * certificate and the kubeconfigs.
 */
export async function startApiServer(directory: string, options: ApiServerOptions): Promise<ApiServer> {
  mkdirSync(directory, { recursive: true });
  const authority = makeAuthority(directory, 'kubernetes-ca');
  const requests: ApiRequest[] = [];
  const server = createServer(authority.issue(['127.0.0.1']), (request, response) => {
    const url = new URL(request.url ?? '/', 'https://127.0.0.1');
    const accept = request.headers.accept ?? '';
    requests.push({
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      accept,
    });
    if (options.answer?.(request, response, url.pathname)) return;
    if (request.headers.authorization !== `Bearer ${token}`) {
      sendStatus(response, 401, 'Unauthorized', 'Unauthorized');
      return;
    }
    answer({ url, accept, response, options });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `https://127.0.0.1:${portOf(server.address())}`;
  return {
    address,
    requests,
    kubeconfig: (name, parts = {}) => {
      const path = join(directory, `kubeconfig-${Buffer.from(name).toString('hex')}-${requests.length}`);
      const certificate = readFileSync(authority.certificate).toString('base64');
      const user = parts.user ?? JSON.stringify({ token: parts.token ?? token });
      const quoted = JSON.stringify(name);
      writeFileSync(
        path,
        `apiVersion: v1
kind: Config
current-context: other
clusters:
  - name: site
    cluster: { server: ${JSON.stringify(parts.server ?? address)}, certificate-authority-data: ${certificate} }
users:
  - name: person
    user: ${user}
contexts:
  - name: ${quoted}
    context: { cluster: site, user: person }
`,
      );
      return path;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Asked {
  readonly url: URL;
  readonly accept: string;
  readonly response: ServerResponse;
  readonly options: ApiServerOptions;
}

function answer({ url, accept, response, options }: Asked): void {
  const parts = url.pathname.split('/').filter(Boolean);
  if (url.pathname === '/version') {
    sendVersion(response, options.version ?? 'v1.34.1');
    return;
  }
  if (!options.isOld && accept.includes('as=APIGroupDiscoveryList') && parts.length === 1) {
    sendJson(response, aggregated(parts[0] === 'api'), acceptOfAggregated);
    return;
  }
  const found = discovery(parts);
  if (found) sendJson(response, found);
  else answerResource(parts, { url, accept, response, options });
}

const acceptOfAggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

const groups = [...new Set(types.map(({ group }) => group).filter((group) => group !== ''))];
const versionOf = (group: string): string => types.find((type) => type.group === group)?.version ?? 'v1';

const aggregated = (isCore: boolean) => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  metadata: {},
  items: (isCore ? [''] : groups).map((group) => ({
    metadata: group === '' ? { creationTimestamp: null } : { name: group, creationTimestamp: null },
    versions: [
      {
        version: versionOf(group),
        freshness: 'Current',
        resources: types
          .filter((type) => type.group === group)
          .map((type) => ({
            resource: type.plural,
            responseKind: { group, version: type.version, kind: type.kind },
            scope: type.isNamespaced ? 'Namespaced' : 'Cluster',
            singularResource: type.singular,
            shortNames: type.short,
            verbs: ['get', 'list', 'watch'],
          })),
      },
    ],
  })),
});

function discovery(parts: readonly string[]): unknown {
  const path = parts.join('/');
  if (path === 'api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (path === 'apis') {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map((name) => {
        const version = { groupVersion: `${name}/${versionOf(name)}`, version: versionOf(name) };
        return { name, versions: [version], preferredVersion: version };
      }),
    };
  }
  const group = ['', ...groups].find((each) => path === (each === '' ? 'api/v1' : `apis/${each}/${versionOf(each)}`));
  if (group === undefined) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? 'v1' : `${group}/${versionOf(group)}`,
    resources: types
      .filter((type) => type.group === group)
      .map((type) => ({
        name: type.plural,
        singularName: type.singular,
        namespaced: type.isNamespaced,
        kind: type.kind,
        shortNames: type.short,
        verbs: ['get', 'list', 'watch'],
      })),
  };
}

/** `/api/v1/…` or `/apis/GROUP/VERSION/…`, then `[namespaces/NS/]PLURAL[/NAME]`. */
function answerResource(parts: readonly string[], asked: Asked): void {
  const { response, options } = asked;
  const rest = parts.slice(parts[0] === 'api' ? 2 : 3);
  const isNamespaced = rest[0] === 'namespaces' && rest.length > 2;
  const namespace = isNamespaced ? rest[1] : undefined;
  const [plural = '', name] = isNamespaced ? rest.slice(2) : rest;
  const type = types.find((each) => each.plural === plural);
  if (!type) {
    sendStatus(response, 404, 'NotFound', 'the server could not find the requested resource');
    return;
  }
  const [, subresource] = isNamespaced ? rest.slice(3) : rest.slice(1);
  if (plural === 'pods' && name !== undefined && subresource === 'log') {
    sendLog(name, asked);
    return;
  }
  if (options.forbidden?.some((each) => each === plural || each === `${plural}/${namespace}`)) {
    const verb = name === undefined ? 'list' : 'get';
    const named = name === undefined ? '' : ` "${name}"`;
    const where = namespace === undefined ? ' at the cluster scope' : ` in the namespace "${namespace}"`;
    const message = `${plural}${named} is forbidden: User "person" cannot ${verb} resource "${plural}" in API group "${type.group}"${where}`;
    sendStatus(response, 403, 'Forbidden', message);
    return;
  }
  const there = options.objects.filter(
    ({ kind, metadata }) => kind === type.kind && (namespace === undefined || metadata.namespace === namespace),
  );
  if (name === undefined) sendList(type, there, asked);
  else sendOne(type, name, there, asked);
}

/** Of a container that waits, it has none. */
function sendLog(pod: string, { url, response, options }: Asked): void {
  if (options.forbidden?.includes('pods/log')) {
    const message = `pods "${pod}" is forbidden: User "person" cannot get resource "pods/log" in API group "" in the namespace "azure-arc"`;
    sendStatus(response, 403, 'Forbidden', message);
    return;
  }
  const container = url.searchParams.get('container') ?? '';
  const log = options.logs?.get(`${pod}/${container}`);
  if (log) log.answer(url.searchParams, response);
  else {
    const message = `container "${container}" in pod "${pod}" is waiting to start: ContainerCreating`;
    sendStatus(response, 400, 'BadRequest', message);
  }
}

function sendOne(
  type: ResourceType,
  name: string,
  there: readonly KubernetesObject[],
  { response, accept }: Asked,
): void {
  const object = there.find(({ metadata }) => metadata.name === name);
  if (!object) {
    sendStatus(response, 404, 'NotFound', `${type.plural} "${name}" not found`);
    return;
  }
  sendJson(response, accept.includes('as=Table') ? table(type, [object]) : object);
}

function sendList(type: ResourceType, there: readonly KubernetesObject[], { response, accept, url }: Asked): void {
  const wanted = selectorOf(url.searchParams.get('labelSelector'));
  const matching = there.filter(({ metadata }) => wanted.every(([key, value]) => metadata.labels?.[key] === value));
  const from = Number(url.searchParams.get('continue') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? 0) || matching.length;
  const page = matching.slice(from, from + limit);
  const metadata = {
    resourceVersion: '1',
    ...(from + limit < matching.length ? { continue: String(from + limit) } : {}),
  };
  if (accept.includes('as=Table')) sendJson(response, { ...table(type, page), metadata });
  else {
    const apiVersion = type.group === '' ? type.version : `${type.group}/${type.version}`;
    sendJson(response, { kind: `${type.kind}List`, apiVersion, metadata, items: page });
  }
}

const selectorOf = (selector: string | null): readonly (readonly [string, string])[] =>
  (selector ?? '')
    .split(',')
    .filter((each) => each !== '')
    .map((each) => {
      const [key = '', value = ''] = each.split(/==?/);
      return [key, value];
    });

/** With the metadata of each object alone, as a server sends it unless more is asked for. */
const table = (type: ResourceType, objects: readonly KubernetesObject[]) => ({
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  metadata: { resourceVersion: '1' },
  columnDefinitions: ['Name', ...(type.kind === 'Secret' ? ['Type', 'Data'] : []), 'Age'].map((name) => ({
    name,
    type: 'string',
    format: name === 'Name' ? 'name' : '',
    description: name,
    priority: 0,
  })),
  rows: objects.map(({ metadata }) => ({
    cells: [metadata.name, ...(type.kind === 'Secret' ? ['helm.sh/release.v1', '1'] : []), '3d'],
    object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata },
  })),
});

function sendVersion(response: ServerResponse, gitVersion: string): void {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  const platform = { goVersion: 'go1.24.6', compiler: 'gc', platform: 'linux/amd64' };
  sendJson(response, { major, minor, gitVersion, gitCommit: '', gitTreeState: 'clean', buildDate: '', ...platform });
}

function sendStatus(response: ServerResponse, code: number, reason: string, message: string): void {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(status));
}

function sendJson(response: ServerResponse, value: unknown, type = 'application/json'): void {
  response.writeHead(200, { 'content-type': type });
  response.end(JSON.stringify(value));
}
