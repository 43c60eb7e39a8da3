export { ansiblePlaybook } from './ansible';
export { yaml } from './ansibleValues';
export { associateWithCli } from './associateBash';
export { type ExitCode, exitCodes, tookTooLong } from './exitCodes';
export { type Fragment, join, nothing, shellTag } from './fragment';
export { askForRegion } from './nextSteps';
export { cloud, downloadOrigin, resourceName } from './onboarding';
export { servers } from './servers';
export { agentCalls } from './windowsAgent';
