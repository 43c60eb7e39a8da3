/**
 * Who may import whom, as dependency-cruiser reads it. A room is a folder; what it imports besides itself stands in its
 * row, and what others import of it stands in its door.
 */
const engines = ['patching', 'diagnosis', 'verification', 'association', 'gateways'].map((name) => `${name}/engine`);
/** From below to above. */
const planning = [
  'planning/site',
  'planning/network/bypass',
  'planning/network',
  'planning/network/probes',
  'planning/network/exports',
  'planning/rules',
  'planning/targets',
  'planning/firewall',
  'planning',
];
const adapters = ['vscode', 'session', 'inventory'];
const features = [
  ...engines.map((name) => name.replace('engine', 'ui')),
  'account',
  'inventory/tree',
  'sites',
  'wizard',
  'traffic',
];

const featureImports = [
  'kernel',
  'throttling',
  'contract',
  ...planning,
  ...engines,
  'diagnosis/engine/bundle',
  'diagnosis/engine/precheck',
  'verification/engine/fixes',
  ...adapters,
];

const imports = {
  kernel: [],
  throttling: ['kernel'],
  'planning/site': ['kernel'],
  'planning/network': ['kernel', 'planning/site', 'planning/network/bypass'],
  'planning/network/bypass': ['kernel', 'planning/site'],
  'planning/network/probes': ['kernel', 'planning/network'],
  'planning/network/exports': ['kernel', 'planning/network'],
  'planning/rules': ['kernel', 'planning/site', 'planning/network', 'planning/network/bypass'],
  'planning/targets': [
    'kernel',
    'planning/site',
    'planning/network',
    'planning/network/bypass',
    'planning/network/probes',
    'planning/rules',
  ],
  'planning/firewall': ['kernel', 'planning/site', 'planning/network', 'planning/targets'],
  planning: ['kernel', ...planning],
  'patching/engine': ['kernel', ...planning],
  'diagnosis/engine': ['kernel', ...planning],
  'diagnosis/engine/precheck': ['kernel', ...planning],
  'diagnosis/engine/bundle': ['kernel', ...planning, 'diagnosis/engine'],
  'verification/engine': ['kernel', ...planning, 'diagnosis/engine'],
  'verification/engine/fixes': ['kernel', ...planning, 'verification/engine'],
  'association/engine': [
    'kernel',
    'throttling',
    ...planning,
    'diagnosis/engine',
    'diagnosis/engine/precheck',
    'verification/engine',
  ],
  'gateways/engine': ['kernel', 'throttling', ...planning],
  contract: ['kernel', ...planning],
  azure: ['kernel', 'throttling', ...planning],
  // It plays what Azure and the agents of its machines say.
  sample: ['kernel', 'throttling', 'azure', ...planning, 'verification/engine'],
  remoteAccess: ['kernel', 'throttling', ...planning],
  'remoteAccess/consent': ['kernel', 'throttling', ...planning, 'vscode', 'remoteAccess'],
  vscode: ['kernel', ...planning, 'contract'],
  session: ['kernel', 'throttling', 'vscode'],
  inventory: ['kernel', 'vscode', 'session'],
  ...Object.fromEntries(features.map((name) => [name, featureImports])),
  // What the rows and the reports say of a resource, said once more.
  pages: [...featureImports, 'inventory/tree', 'verification/ui', 'association/ui'],
  webview: ['kernel', 'contract'],
};

/** Rooms whose `index.ts` is all that others see. Of the kernel each file is a door, but for the inside of `redact.ts`. */
const roomsWithDoor = [
  'throttling',
  ...planning.filter((name) => name !== 'planning/targets'),
  ...engines,
  'diagnosis/engine/bundle',
  'diagnosis/engine/precheck',
  'verification/engine/fixes',
  'planning/targets/servers',
  'planning/targets/clusters',
  'planning/targets/azureLocal',
  'inventory',
];

const folder = (room) => (room === 'webview' ? 'webview/' : `src/${room}/`);
const inside = (room) => `^${folder(room)}`;
/** The rooms that lie in a room. */
const within = (room) => Object.keys(imports).filter((other) => other.startsWith(`${room}/`));

/** What lies in a room, and not in one that lies in it. */
const own = (room) => {
  const inner = within(room).map((other) => other.slice(room.length + 1));
  return inner.length === 0 ? inside(room) : `${inside(room)}(?!(?:${inner.join('|')})/)`;
};

const layers = Object.entries(imports).map(([room, allowed]) => ({
  name: `imports-of-${room.replaceAll('/', '-')}`,
  severity: 'error',
  comment: `${room} imports: ${allowed.join(', ') || 'nothing'}`,
  from: { path: inside(room), pathNot: within(room).map(inside) },
  to: {
    path: '^(src|webview)/',
    pathNot: ['^src/ids\\.ts$', ...[room, ...allowed].map(own)],
  },
}));

const doors = roomsWithDoor.map((room) => ({
  name: `door-of-${room.replaceAll('/', '-')}`,
  severity: 'error',
  comment: `Import from ${folder(room)}index.ts.`,
  from: { path: '^(src|webview)/', pathNot: own(room) },
  to: { path: own(room), pathNot: `^${folder(room)}index\\.ts$` },
}));

const packageFrom = (name, path, only, comment) => ({
  name: `only-${name}`,
  severity: 'error',
  comment,
  from: { path: '^(src|webview)/', pathNot: only },
  to: { path },
});

export default {
  forbidden: [
    ...layers,
    ...doors,
    {
      name: 'inside-of-redact',
      severity: 'error',
      comment: 'Import from kernel/redact.ts.',
      from: { pathNot: '^src/kernel/' },
      to: { path: '^src/kernel/redaction/' },
    },
    {
      name: 'no-circle-of-folders',
      severity: 'error',
      comment: 'Take it apart.',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'lazy',
      severity: 'error',
      comment: 'Loaded at its first use, for activate() is short: await import(…).',
      from: { path: '^src/[^/]+\\.ts$' },
      to: {
        path: '^src/(azure|sample|connect|remoteAccess)(/|\\.ts$)',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    packageFrom(
      'vscode',
      '^vscode$',
      [...adapters, 'remoteAccess/consent', ...features, 'pages'].map(inside).concat('^src/[^/]+\\.ts$'),
      'VS Code is known to its adapters and to features.',
    ),
    packageFrom('azure', '(^|/)@azure/', '^src/(azure|sample)/', 'The Azure SDK is known to azure/ alone.'),
    packageFrom(
      'processes',
      '^(node:)?child_process$',
      '^src/remoteAccess/',
      'Processes are started in remoteAccess/.',
    ),
    packageFrom(
      'toolkit',
      '@vscode/webview-ui-toolkit',
      '^webview/kit/toolkit\\.ts$',
      'Import from webview/kit/toolkit.ts.',
    ),
    {
      name: 'pure',
      severity: 'error',
      comment: 'Engines, planning, throttling and the kernel know no Node.',
      from: { path: ['kernel', 'throttling', 'planning', ...engines].map(inside) },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'] },
    externalModuleResolutionStrategy: 'node_modules',
  },
};
