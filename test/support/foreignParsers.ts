import { readArmError } from '../../src/azure/errors';
import { retryAfter } from '../../src/azure/retryAfter';
import { wayError } from '../../src/azure/identity/wayErrors';
import { commonOf } from '../../src/azure/rows';
import { notRun } from '../../src/azure/runCommandResult';
import {
  checkTopology,
  cleanOutput,
  cloudOf,
  compare,
  decodeSnapshot,
  detectLanguage,
  diagnose,
  explanation,
  fleetMembers,
  fleetReport,
  hostMatches,
  logReport,
  markdownCode,
  markdownWords,
  parseAgentWay,
  parseArcLog,
  parseCertificate,
  parseCheck,
  parseConfig,
  parseGuid,
  parseProbeOutput,
  parseReport,
  parseResourceId,
  parseSecret,
  parseShow,
  parseSshAddress,
  parseTags,
  parseTopology,
  plainText,
  readBypassHosts,
  readEvidence,
  readFleetResult,
  redact,
  replayJournal,
  reportJson,
  resourceFrom,
  resourceKey,
  sectionsIn,
  signInError,
  summariseLog,
} from '../../src/core';
import { parseJson } from '../../src/core/json';
import { readFields } from '../../src/core/logs/logFields';
import { isAgentVersion, isOlderAgent } from '../../src/core/network/agentVersion';
import { parseCidr, parseIpv4 } from '../../src/core/network/ipv4';
import { parseIpv6 } from '../../src/core/network/ipv6';
import { parseRouteTarget } from '../../src/core/network/routeTarget';
import { addressKind } from '../../src/core/precheck/addressKind';
import { signerOf } from '../../src/core/precheck/signer';
import {
  checkGatewayEndpoint,
  checkGatewayId,
  checkRegion,
  checkResourceGroup,
} from '../../src/core/topology/azureNames';
import { parsePowershell } from '../../src/core/patch/powershell/parse';
import type { SyntaxNode } from '../../src/core/patch/syntaxTree';
import { parseProxyUrl } from '../../src/core/topology/proxyUrl';
import { holdsSecret } from '../../src/core/topology/rules/tags';
import { errorsIn } from '../../src/core/verify/agentErrors';
import { isoTime } from '../../src/core/verify/isoTime';
import { logFields } from '../../src/core/verify/logFields';
import { parsePattern } from '../../src/core/network/hostPattern';
import { looseJson, looksLikeJson } from '../../src/core/verify/looseJson';
import { isSameUrl } from '../../src/core/verify/verdicts';
import { readDocument, readTopologyText } from '../../src/host/readDocument';
import { meaningOf, sshError } from '../../src/remote/ssh/errors';

/**
 * Everything that reads text which a machine, a server, Azure, a file or a person wrote, by the name of its function. None
 * of them throws, and each takes time in proportion to its text. A reader is given what it returned where that is read on
 * by the next one.
 */
export const foreignParsers: Readonly<Record<string, (text: string) => unknown>> = {
  // Scripts.
  parsePowershell: (text) => textOf(parsePowershell(text)),
  // What is said of an agent, by itself and by the tools around it.
  parseShow,
  parseCheck,
  parseConfig: (text) => [parseConfig(text), parseConfig(text, 'connection.type')],
  parseAgentWay,
  readEvidence: (text) => {
    const evidence = readEvidence(text);
    return [evidence, compare({ subject: { name: 'edge-01', kind: 'machine' }, from: 'topology' }, { evidence }, 0)];
  },
  sectionsIn,
  looksLikeJson,
  looseJson,
  logFields,
  errorsIn,
  isoTime,
  plainText,
  cleanOutput,
  isAgentVersion: (text) => [isAgentVersion(text), isOlderAgent(text, '1.50')],
  isSameUrl: (text) => isSameUrl(text, 'http://localhost:40343'),

  // Files of ours and of others.
  parsePattern,
  parseJson,
  readDocument,
  readTopologyText,
  parseTopology: (text) => {
    const document = readDocument(text);
    const topology = document.ok ? parseTopology(document.value) : document;
    return topology.ok ? checkTopology(topology.value) : topology;
  },
  readFleetResult: (text) => {
    const result = readFleetResult(text);
    return result.ok ? fleetReport(result.value, 'fleet', fleetMembers(result.value, [])) : result;
  },
  parseReport: (text) => {
    const report = parseReport(valueOf(text));
    return report.ok ? reportJson(report.value) : report;
  },
  resourceFrom: (text) => resourceFrom(valueOf(text)),
  decodeSnapshot,
  replayJournal,
  holdsSecret,
  detectLanguage: (text) => [detectLanguage(text), detectLanguage('', text)],

  // Logs, messages, and what is made of them.
  parseArcLog: (text) => {
    const log = parseArcLog(text);
    return logReport('a log', log, summariseLog(log));
  },
  readFields,
  diagnose: (text) => explanation('a text', diagnose(text)),
  redact,
  signInError,
  meaningOf: (text) => [meaningOf(text), sshError({ exitCode: 255, says: text, hasBegun: false }, 'edge-01')],
  markdownWords: (text) => [markdownWords(text), markdownCode(text)],

  // Azure.
  readArmError: (text) => readArmError(valueOf(text)),
  retryAfter,
  wayError: (text) => wayError(text, { kind: 'azureCli' }),
  notRun: (text) => notRun(text, 'edge-01'),
  commonOf: (text) => commonOf({ id: text, name: text, location: text, tags: { [text]: text } }),
  parseResourceId: (text) => [parseResourceId(text), resourceKey(text)],
  cloudOf: (text) => cloudOf('custom', { resourceManager: text, authority: text, audience: text }),
  parseGuid: (text) => parseGuid(text, 'tenant’s id'),
  parseSecret,
  parseCertificate,

  // Names and addresses.
  parseProbeOutput: (text) => parseProbeOutput(text, 40),
  signerOf: (text) => signerOf([text]),
  addressKind,
  parseRouteTarget,
  parseIpv4,
  parseIpv6,
  parseCidr,
  hostMatches: (text) => [hostMatches(text, 'a.azure.com'), hostMatches('*.azure.com', text), hostMatches(text, text)],
  parseProxyUrl,
  parseSshAddress,
  parseTags,
  readBypassHosts,
  checkGatewayId: (text) =>
    [checkGatewayId, checkGatewayEndpoint, checkRegion('AzureCloud'), checkResourceGroup].map((check) => check(text)),
};

function valueOf(text: string): unknown {
  const read = parseJson(text);
  return read.ok ? read.value : text;
}

/** A tree as text. */
const textOf = (node: SyntaxNode): string => `${node.type}(${node.children.map(textOf).join(' ')})`;
