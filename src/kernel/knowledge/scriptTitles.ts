import data from './data/scriptTitles.json';

/** Of scripts that run on machines; see `RemoteScript`. */
export const scriptTitles = data.titles;
