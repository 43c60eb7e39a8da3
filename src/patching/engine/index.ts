export { withByteOrderMark } from './byteOrderMark';
export { detectLanguage } from './detectLanguage';
export { loadReader } from './loadReader';
export { patchScript } from './patchScript';
export type { EditKind, Patched, Refusal } from './patched';
