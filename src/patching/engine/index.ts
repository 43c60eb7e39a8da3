export { withByteOrderMark } from './byteOrderMark';
export { detectLanguage } from './detectLanguage';
export { loadClusterReader, loadReader } from './loadReader';
export { noteText } from './notes';
export { refusalText } from './refusals';
export { patchScript } from './patchScript';
export type { ScriptReader } from './reader';
export { type ClusterChoice, isClusterReason } from './clusterReason';
export type { EditKind, Patched, Refusal } from './patched';
