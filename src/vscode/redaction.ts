// A door: what is loaded with the first line of the log, and with the first failure.
export { redact } from '../kernel/redact';
