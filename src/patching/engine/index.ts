export { withByteOrderMark } from './byteOrderMark';
export { detectLanguage } from './detectLanguage';
export { patchScript } from './patchScript';
export type { EditKind, Patched, Refusal } from './patched';
