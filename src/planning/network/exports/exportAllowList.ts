import type { Endpoint } from '..';
import type { Finding } from '../../../kernel/finding';
import { azureFirewallBicep } from './azureFirewallBicep';
import { csv } from './csv';
import type { ExportFormat } from './formats';
import { fortigate } from './fortigate';
import { hosts } from './hosts';
import { json } from './json';
import { markdown } from './markdown';
import { nsgBicep } from './nsgBicep';
import { opnsense } from './opnsense';
import { paloAltoEdl } from './paloAltoEdl';
import { pfsenseAlias } from './pfsenseAlias';
import { squid } from './squid';
import { noteFinding, type Writer } from './written';

const writers: Readonly<Record<ExportFormat, Writer>> = {
  csv,
  json,
  markdown,
  squid,
  paloAltoEdl,
  fortigate,
  azureFirewallBicep,
  nsgBicep,
  pfsenseAlias,
  opnsense,
  hosts,
};

/**
 * Deterministic, English, escaped for the format. CSV, JSON and Markdown have all rows; others omit what the device
 * can’t express (see `exportFindings`).
 */
export const exportAllowList = (endpoints: readonly Endpoint[], format: ExportFormat): string =>
  writers[format](endpoints).text;

/** What the file omits or allows too widely. */
export const exportFindings = (endpoints: readonly Endpoint[], format: ExportFormat): readonly Finding[] =>
  writers[format](endpoints).notes.map(noteFinding);
