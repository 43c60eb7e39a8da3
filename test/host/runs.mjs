/**
 * The runs of the in-host suites. Each starts VS Code afresh with these user settings and runs every `*.test.ts` of the
 * folder of its name.
 *
 * @type {{ suite: string, settings: Record<string, unknown> }[]}
 */
export const runs = [
  { suite: 'sample', settings: { 'arcGateway.environment': 'sample' } },
  { suite: 'changes', settings: { 'arcGateway.environment': 'sample' } },
  { suite: 'offline', settings: { 'arcGateway.environment': 'azure' } },
  { suite: 'patching', settings: { 'arcGateway.environment': 'sample' } },
];
