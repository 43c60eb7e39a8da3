export { bundleReport, problemText } from './bundleReport';
export { decodeLog } from './decodeLog';
export { FileTail } from './fileTail';
export { bundleLimits } from './limits';
export { type Budget, readEntry } from './readEntry';
export { type BundleSource, searchBundle, type SearchedBundle } from './searchBundle';
export { type ArchiveProblem, readDirectory } from './zipDirectory';
