const scriptReaders = ['bashReader', ['powershellReader', 'powershellCheck'], 'dockerfileReader', 'cloudInitReader'];
const patchOutcomes = ['reviewPatch', 'showRefusals'];

/** A part of a feature that has a name; one of several that each use of the feature takes. */
const featurePart = (name, folder) => ({
  name,
  entry: `${folder}/${name}.ts`,
  door: `${folder}/${name}`,
  isFeature: true,
});

/**
 * The chunks of the extension, each read at the first `await import(…)` of its door. Features share what they have in
 * common, in parts that hold what the same features use; the others hold what they use, so that few files are read at
 * activation and for the first rows.
 */
export const chunks = [
  { name: 'extension', entry: 'src/extension.ts' },
  { name: 'azure', entry: 'src/azure/index.ts', door: 'src/azure' },
  { name: 'identity', entry: 'src/azure/identity/index.ts', door: 'src/azure/identity' },
  { name: 'redaction', entry: 'src/vscode/redaction.ts', door: 'src/vscode/redaction' },
  { name: 'failure', entry: 'src/vscode/failureDialog.ts', door: 'src/vscode/failureDialog' },
  { name: 'connect', entry: 'src/connect.ts', door: 'src/connect' },
  { name: 'account', entry: 'src/account/commands/index.ts', door: 'src/account/commands' },
  { name: 'sidebar', entry: 'src/inventory/tree/sidebar.ts', door: 'src/inventory/tree/sidebar' },
  { name: 'inventory', entry: 'src/inventory/store.ts', door: 'src/inventory/store' },
  { name: 'associations', entry: 'src/inventory/loadAssociations.ts', door: 'src/inventory/loadAssociations' },
  { name: 'snapshots', entry: 'src/inventory/snapshots.ts', door: 'src/inventory/snapshots' },
  { name: 'sample', entry: 'src/sample/index.ts', door: 'src/sample' },
  { name: 'remote', entry: 'src/remoteAccess/consent/index.ts', door: 'src/remoteAccess/consent' },
  { name: 'wizard', entry: 'src/wizard/session.ts', door: 'src/wizard/session', isFeature: true },
  { name: 'association', entry: 'src/association/ui/session.ts', door: 'src/association/ui/session', isFeature: true },
  { name: 'gateways', entry: 'src/gateways/ui/commands/index.ts', door: 'src/gateways/ui/commands', isFeature: true },
  {
    name: 'explain',
    entry: 'src/diagnosis/ui/explainError.ts',
    door: 'src/diagnosis/ui/explainError',
    isFeature: true,
  },
  { name: 'openLog', entry: 'src/diagnosis/ui/openLog.ts', door: 'src/diagnosis/ui/openLog', isFeature: true },
  {
    name: 'collectLogs',
    entry: 'src/diagnosis/ui/collectArcLogs.ts',
    door: 'src/diagnosis/ui/collectArcLogs',
    isFeature: true,
  },
  {
    name: 'precheck',
    entry: 'src/diagnosis/ui/checkNetwork.ts',
    door: 'src/diagnosis/ui/checkNetwork',
    isFeature: true,
  },
  { name: 'probe', entry: 'src/remoteAccess/probe/index.ts', door: 'src/remoteAccess/probe' },
  {
    name: 'powershellParser',
    entry: 'src/remoteAccess/local/parsePowershell.ts',
    door: 'src/remoteAccess/local/parsePowershell',
  },
  { name: 'traffic', entry: 'src/traffic/view.ts', door: 'src/traffic/view', isFeature: true },
  {
    name: 'allowList',
    entry: 'src/traffic/exportCommand.ts',
    door: 'src/traffic/exportCommand',
    isFeature: true,
  },
  {
    name: 'verification',
    entry: 'src/verification/ui/verification.ts',
    door: 'src/verification/ui/verification',
    isFeature: true,
  },
  {
    name: 'outcomes',
    entry: 'src/verification/ui/verificationSummaryCache.ts',
    door: 'src/verification/ui/verificationSummaryCache',
  },
  {
    name: 'patching',
    entry: 'src/patching/ui/patchCommand.ts',
    door: 'src/patching/ui/patchCommand',
    isFeature: true,
    oneOfEach: [scriptReaders, patchOutcomes],
  },
  ...scriptReaders.flat().map((name) => featurePart(name, 'src/patching/engine')),
  ...patchOutcomes.map((name) => featurePart(name, 'src/patching/ui')),
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
