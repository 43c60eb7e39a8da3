/** Lazy-loaded. Only this folder starts processes. */
export { createKubectl } from './kubectl/kubectl';
export { kubectlProcess } from './kubectl/runKubectl';
export { localRunner } from './local/localRunner';
export { createRunCommandRunner } from './runCommand/runCommandRunner';
export { destination } from './ssh/arguments';
export type { Ask } from './ssh/askpass';
export type { HostKeyOffer } from './ssh/hostKey';
export { createSshRunner, type SshOptions, type SshRunner, type SshTarget } from './ssh/sshRunner';
