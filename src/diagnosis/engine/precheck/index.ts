export { type CertificateCheck, checkCertificates } from './certificates/certificateCheck';
export { firewallTicket, firewallTicketCsv } from './firewallTicket';
export { allowedSuites, withChains } from './certificates/parseChains';
export { parseProbeOutput } from './parseProbeOutput';
export { precheck, type PrecheckRow } from './precheck';
export { type PrecheckContext, precheckReport } from './precheckReport';
export { probeOnLinux } from './probeLinux';
export { probeOnWindows } from './probeWindows';
export { verdictName } from './conclusionText';
