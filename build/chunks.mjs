const scriptReaders = [
  'bashReader',
  ['powershellReader', 'powershellCheck'],
  'dockerfileReader',
  'cloudInitReader',
  'multipartReader',
  ['userDataReader', 'powershellReader'],
  ['markdownReader', 'powershellReader'],
  ['ansibleReader', 'powershellReader'],
];
const patchOutcomes = ['reviewPatch', 'showRefusals'];

/** Its door is the file, or the folder of an `index.ts`. */
const chunk = (name, entry) => ({ name, entry, door: entry.replace(/(\/index)?\.ts$/, '') });

const feature = (name, entry) => ({ ...chunk(name, entry), isFeature: true });

/**
 * The chunks of the extension, each read at the first `await import(…)` of its door. Features share what they have in
 * common, in parts that hold what the same features use; the others hold what they use, so that few files are read at
 * activation and for the first rows.
 */
export const chunks = [
  { name: 'extension', entry: 'src/extension.ts' },
  chunk('azure', 'src/azure/index.ts'),
  chunk('identity', 'src/azure/identity/index.ts'),
  chunk('redaction', 'src/vscode/redaction.ts'),
  chunk('failure', 'src/vscode/failureDialog.ts'),
  chunk('connect', 'src/connect.ts'),
  chunk('account', 'src/account/commands/index.ts'),
  chunk('sidebar', 'src/inventory/tree/sidebar.ts'),
  chunk('inventory', 'src/inventory/store.ts'),
  chunk('associations', 'src/inventory/loadAssociations.ts'),
  chunk('snapshots', 'src/inventory/snapshots.ts'),
  chunk('sample', 'src/sample/index.ts'),
  chunk('remote', 'src/remoteAccess/consent/index.ts'),
  feature('rows', 'src/inventory/tree/gatewayMembers.ts'),
  feature('sites', 'src/sites/siteTree.ts'),
  feature('siteSummary', 'src/vscode/siteSummary.ts'),
  feature('wizard', 'src/wizard/session.ts'),
  feature('onboard', 'src/wizard/openWizard.ts'),
  feature('association', 'src/association/ui/session.ts'),
  feature('gateways', 'src/gateways/ui/commands/index.ts'),
  feature('explain', 'src/diagnosis/ui/explainError.ts'),
  feature('openLog', 'src/diagnosis/ui/openLog.ts'),
  feature('collectLogs', 'src/diagnosis/ui/collectArcLogs.ts'),
  feature('proxyLogs', 'src/diagnosis/ui/proxyLogs/commands.ts'),
  feature('precheck', 'src/diagnosis/ui/checkNetwork.ts'),
  // While probes run, nothing of it is needed.
  feature('precheckReport', 'src/diagnosis/ui/showPrecheck.ts'),
  chunk('probe', 'src/remoteAccess/probe/index.ts'),
  chunk('powershellParser', 'src/remoteAccess/local/parsePowershell.ts'),
  feature('traffic', 'src/traffic/view.ts'),
  feature('pages', 'src/pages/pages.ts'),
  feature('obstacles', 'src/traffic/findObstacles.ts'),
  feature('allowList', 'src/traffic/exportCommand.ts'),
  feature('verification', 'src/verification/ui/verification.ts'),
  feature('fixing', 'src/verification/ui/fixing/fixing.ts'),
  chunk('outcomes', 'src/verification/ui/verificationSummaryCache.ts'),
  { ...feature('patching', 'src/patching/ui/patchCommand.ts'), oneOfEach: [scriptReaders, patchOutcomes] },
  ...[...new Set(scriptReaders.flat())].map((name) => feature(name, `src/patching/engine/${name}.ts`)),
  // For texts with commands for clusters.
  feature('clusterReader', 'src/patching/engine/clusterReader.ts'),
  ...patchOutcomes.map((name) => feature(name, `src/patching/ui/${name}.ts`)),
];

// In words that Node 20 knows too: what measures imports this file before it has a newer one.
export const features = chunks.filter(({ isFeature }) => isFeature);
export const alone = chunks.filter(({ isFeature }) => !isFeature);

/**
 * What each feature reads when it is first used, in bytes: its chunk, and all parts that this one needs to be there. Of
 * those of which each use takes one, the largest are counted.
 *
 * @param {Record<string, import('esbuild').Metafile>} metafiles what `bundle` returned
 * @returns {Record<string, number>}
 */
export function firstPresses({ features: { outputs } }) {
  const pathOf = ({ name }) => Object.keys(outputs).find((path) => path.endsWith(`/${name}.js`));
  const read = (path, known = new Set()) => {
    if (known.has(path)) return known;
    known.add(path);
    for (const { kind, path: next } of outputs[path].imports) {
      if (kind !== 'dynamic-import' && next in outputs) read(next, known);
    }
    return known;
  };
  const bytesOf = (...own) => {
    const known = own.reduce((paths, chunk) => read(pathOf(chunk), paths), new Set());
    return [...known].reduce((sum, path) => sum + outputs[path].bytes, 0);
  };
  const largest = ({ oneOfEach = [], ...chunk }) => {
    const choices = oneOfEach.reduce(
      (all, options) =>
        all.flatMap((chosen) => options.map((names) => [...chosen, ...[names].flat().map((name) => ({ name }))])),
      [[chunk]],
    );
    return Math.max(...choices.map((chosen) => bytesOf(...chosen)));
  };
  const parts = features.flatMap(({ oneOfEach = [] }) => oneOfEach.flat(2));
  const pressed = features.filter(({ name }) => !parts.includes(name));
  return Object.fromEntries(pressed.map((chunk) => [chunk.name, largest(chunk)]));
}
