/**
 * Stands in for az, kubectl, sleep and curl: `node clusterStandIn.mjs FOLDER OPTION_TABLES TOOL ARGUMENTS…`. It records its
 * arguments in FOLDER/runs, refuses options that the published tables do not have as argparse does (2), and plays Azure and
 * the cluster from FOLDER/state.json.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, tablesFile, tool, ...argv] = process.argv.slice(2);
const stateFile = join(folder, 'state.json');
const state = JSON.parse(readFileSync(stateFile, 'utf8'));
const { HTTPS_PROXY, HTTP_PROXY, NO_PROXY, KUBECTL_CLIENT_PATH } = process.env;
appendFileSync(
  join(folder, 'runs'),
  `${JSON.stringify({ tool, argv, env: { HTTPS_PROXY, HTTP_PROXY, NO_PROXY, KUBECTL_CLIENT_PATH } })}\n`,
);

const end = (code, text = '', error = '') => {
  if (text !== '') process.stdout.write(`${text}\n`);
  if (error !== '') process.stderr.write(`${error}\n`);
  writeFileSync(stateFile, JSON.stringify(state));
  process.exit(code);
};

/** Options of every command: `az --help`, and those that each command of a resource takes. */
const globals = [
  { options: ['--output', '-o'], values: 1 },
  { options: ['--query'], values: 1 },
  { options: ['--only-show-errors'], values: 'flag' },
  { options: ['--subscription'], values: 1 },
];
const ofResource = [{ options: ['--resource-group', '-g'], values: 1 }];

/** learn.microsoft.com/cli/azure (2026-11): what the scripts use of the CLI itself. */
const core = {
  version: [],
  'account show': [],
  rest: [
    { options: ['--method', '-m'], values: 1 },
    { options: ['--url', '--uri', '-u'], values: 1 },
  ],
  'extension show': [{ options: ['--name', '-n'], values: 1 }],
  'extension add': [
    { options: ['--name', '-n'], values: 1 },
    { options: ['--upgrade', '-U'], values: 'flag' },
    { options: ['--yes', '-y'], values: 'flag' },
  ],
  'provider show': [{ options: ['--namespace', '-n'], values: 1 }],
  'ad sp show': [{ options: ['--id'], values: 1 }],
  'role assignment create': ['--role', '--scope', '--assignee-object-id', '--assignee-principal-type'].map((name) => ({
    options: [name],
    values: 1,
  })),
};

/** kubernetes.io/docs/reference/kubectl (2026-11): what the scripts use. */
const ofKubectl = {
  'config view': [{ options: ['--minify'], values: 'flag' }],
  'config current-context': [],
  get: [
    { options: ['--namespace', '-n'], values: 1 },
    { options: ['--ignore-not-found'], values: 'flag' },
    { options: ['--field-selector'], values: 1 },
  ],
  logs: [
    { options: ['--namespace', '-n'], values: 1 },
    { options: ['--since'], values: 1 },
  ],
};
const kubectlGlobals = [
  { options: ['--context'], values: 1 },
  { options: ['--request-timeout'], values: 1 },
  { options: ['--output', '-o'], values: 1 },
];

const refuse = (text) => end(2, '', `ERROR: ${text}`);

/** Words and options as argparse reads them: a value may not begin with a hyphen unless it follows an equals sign. */
function parse(words, table) {
  const found = {};
  const rest = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word.startsWith('-')) {
      rest.push(word);
      continue;
    }
    const [name, inline] = word.startsWith('--') && word.includes('=') ? split(word) : [word];
    const option = table.find(({ options }) => options.includes(name));
    if (!option) return refuse(`unrecognized arguments: ${word}`);
    const [key] = option.options;
    if (option.values === 'flag') {
      const next = words[index + 1];
      if (next === 'true' || next === 'false') index++;
      found[key] = next === 'false' ? 'false' : 'true';
      continue;
    }
    if (inline !== undefined) {
      found[key] = inline;
      continue;
    }
    if (option.values === '+') {
      const values = [];
      while (words[index + 1] !== undefined && !words[index + 1].startsWith('-')) values.push(words[++index]);
      found[key] = values.join(' ');
      continue;
    }
    const value = words[++index];
    if (value === undefined || (value.startsWith('-') && value !== '-'))
      return refuse(`argument ${name}: expected one argument`);
    found[key] = value;
  }
  return { found, rest };
}

const split = (word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)];

function az() {
  const extension = JSON.parse(readFileSync(tablesFile, 'utf8')).commands;
  const name = [argv.slice(0, 3).join(' '), argv.slice(0, 2).join(' '), argv[0]].find(
    (each) => each in extension || each in core,
  );
  if (name === undefined) return refuse(`'${argv.join(' ')}' is misspelled or not recognized by the system.`);
  const known = core[name] ?? [
    ...extension[name],
    ...ofResource,
    ...(name === 'connectedk8s connect' ? [{ options: ['--location', '-l'], values: 1 }] : []),
  ];
  const { found, rest } = parse(argv.slice(name.split(' ').length), [...globals, ...known]);
  if (rest.length > 0) return refuse(`unrecognized arguments: ${rest.join(' ')}`);
  const failure = state.fails?.[name];
  if (failure !== undefined) return end(1, '', `ERROR: ${failure}`);
  const isClusterCommand = name.startsWith('connectedk8s');
  if (isClusterCommand && (found['--name'] === undefined || found['--resource-group'] === undefined))
    return refuse('the following arguments are required: --name/-n, --resource-group/-g');
  const played = {
    version: () => end(0, state.cliVersion),
    'account show': () =>
      state.tenant === undefined ? end(1, '', "ERROR: Please run 'az login'") : end(0, state.tenant),
    'extension show': () => (state.extensionVersion === undefined ? end(1) : end(0, state.extensionVersion)),
    'extension add': () => {
      state.extensionVersion ??= '1.11.2';
      end(0);
    },
    'ad sp show': () => end(0, 'e5f1b0c2-0000-4000-8000-00000000000a'),
    'role assignment create': () => end(0),
    'connectedk8s enable-features': () => end(0),
    'provider show': () => end(0, state.providers?.[found['--namespace']] ?? 'Registered'),
    rest: () => rest_(found),
    'connectedk8s show': () => show(found['--query']),
    'connectedk8s connect': () => {
      state.resource = true;
      state.now = [found['--subscription'], found['--resource-group'], found['--name']].join('/');
      state.status = 'Connected';
      state.agent = '1.36.1';
      state.scope = found['--private-link-scope-resource-id'];
      if (!state.swallowsAssociation) state.association = found['--gateway-resource-id'];
      state.enabled = found['--gateway-resource-id'] !== undefined;
      end(0);
    },
    'connectedk8s update': () => {
      if (found['--disable-gateway'] === 'true') {
        if (!state.swallowsAssociation) state.association = undefined;
        state.enabled = false;
      } else {
        state.association = found['--gateway-resource-id'] ?? state.association;
        state.enabled = true;
      }
      end(0);
    },
    'connectedk8s delete': () => {
      if (found['--yes'] === undefined)
        return end(1, '', 'ERROR: Unable to prompt for confirmation as no tty available.');
      state.resource = false;
      state.now = '';
      end(0);
    },
  };
  return (played[name] ?? (() => refuse(`no stand-in for ${name}`)))();
}

const notFound = () =>
  end(1, '', `ERROR: Not Found({"error":{"code":"ResourceNotFound","message":"The Resource was not found."}})`);

function rest_({ '--url': url = '', '--query': query }) {
  if (url.includes('/settings/default?')) {
    if (state.settingsError) return end(1, '', `ERROR: ${state.settingsError}`);
    if (!state.resource || state.association === undefined) return notFound();
    return end(0, query === 'properties.gatewayProperties.gatewayResourceId' ? state.association : '');
  }
  if (url.includes('/extensions?')) return end(0, (state.extensions ?? []).join(', '));
  if (url.includes('/gateways/') || url.startsWith(state.gatewayUrl ?? '\0'))
    return state.gatewayState === undefined ? notFound() : end(0, state.gatewayState);
  return state.resource ? end(0, 'id') : notFound();
}

function show(query) {
  if (!state.resource) return notFound();
  const shown = {
    'gateway.enabled': state.enabled === undefined ? '' : `${state.enabled}`,
    connectivityStatus: state.status,
    agentVersion: state.agent,
    privateLinkScopeResourceId: state.scope,
    'identity.principalId': 'b0c2e5f1-0000-4000-8000-00000000000b',
  };
  return query in shown ? end(0, shown[query] ?? '') : refuse(`no stand-in for ${query}`);
}

function kubectl() {
  const all = Object.values(ofKubectl).flat();
  const { found, rest } = parse(argv, [...kubectlGlobals, ...all]);
  const name = Object.keys(ofKubectl).find((each) => rest.join(' ').startsWith(each));
  if (name === undefined) return end(1, '', `error: unknown command ${rest.join(' ')}`);
  if (state.kubectlError && name !== 'config current-context') return end(1, '', state.kubectlError);
  const words = rest.slice(name.split(' ').length);
  if (name === 'config current-context')
    return state.currentContext === undefined ? end(1) : end(0, state.currentContext);
  if (name === 'config view') return end(0, state.server ?? 'https://10.0.0.10:6443');
  if (name === 'logs') return end(0, `log of ${words.join(' ')} since ${found['--since']}`);
  if (words[0] === 'pods') return end(0, (state.pods ?? []).join('\n'));
  if (found['--output']?.includes('ARC_PROXY_GATEWAY')) return end(0, state.proxyGateway ?? '');
  return end(0, state.now ?? '');
}

if (tool === 'az') az();
else if (tool === 'kubectl') kubectl();
else if (tool === 'curl' && argv.includes('--write-out')) end(0, state.upgrade ?? '#401 0.2');
else if (tool === 'curl') end(state.unreachable?.some((host) => argv.at(-1).includes(host)) ? 28 : 0);
else end(0);
