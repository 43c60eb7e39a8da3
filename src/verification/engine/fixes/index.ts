export { blockedHosts, firewallRequest } from './firewallRequest';
export { type FixEntry, interruptedFixes, readFixJournal } from './fixJournal';
export {
  fixesOf,
  type FixForAll,
  type FixTexts,
  type FixId,
  fixOfCheck,
  fixTexts,
  groupFixes,
  isFixId,
  isReader,
  reasonText,
  systemOfAll,
} from './fixes';
export { isServiceRunning, type ServiceAction, serviceScript } from './serviceScripts';
