import type { Endpoint } from '../endpoint';
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
 * An allow list as a file: deterministic, in English, with every value escaped for the format. CSV, JSON and Markdown have
 * all rows; the other formats omit what a device can’t express, which `exportFindings` explains.
 */
export const exportAllowList = (endpoints: readonly Endpoint[], format: ExportFormat): string =>
  writers[format](endpoints).text;

/** What a file omits or allows too widely, in the display language. */
export const exportFindings = (endpoints: readonly Endpoint[], format: ExportFormat): readonly Finding[] =>
  writers[format](endpoints).notes.map(noteFinding);
