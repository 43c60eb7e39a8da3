import { readArmError } from '../../src/azure/responseErrors';
import { kinds } from '../../src/azure/kinds';
import { networkError } from '../../src/azure/networkErrors';
import { retryAfter } from '../../src/azure/retryAfter';
import { methodError } from '../../src/azure/identity/methodErrors';
import { commonOf } from '../../src/azure/rows';
import { notRun } from '../../src/azure/runCommandResult';
import { readJournal, replayJournal } from '../../src/association/engine/journal';
import { parseConnectionSettings } from '../../src/association/engine/machine/connectionSettings';
import { diagnose } from '../../src/diagnosis/engine/diagnose';
import { explanation } from '../../src/diagnosis/engine/explanation';
import { logReport } from '../../src/diagnosis/engine/logs/logReport';
import { kindOfFile } from '../../src/diagnosis/engine/bundle/knownFiles';
import { bundleLimits } from '../../src/diagnosis/engine/bundle/limits';
import { readDirectory } from '../../src/diagnosis/engine/bundle/zipDirectory';
import { parsePods } from '../../src/diagnosis/engine/pods/parsePods';
import { normalize } from '../../src/diagnosis/engine/search/normalize';
import { searchTexts } from '../../src/diagnosis/engine/search/searchTexts';
import { parseArcLog } from '../../src/diagnosis/engine/logs/parseArcLog';
import { summarizeLog } from '../../src/diagnosis/engine/logs/summarizeLog';
import { fromBase64 } from '../../src/diagnosis/engine/precheck/certificates/base64';
import { withChains } from '../../src/diagnosis/engine/precheck/certificates/parseChains';
import { readCertificate } from '../../src/diagnosis/engine/precheck/certificates/readCertificate';
import { parseProbeOutput } from '../../src/diagnosis/engine/precheck/parseProbeOutput';
import { readBypassHosts } from '../../src/gateways/engine/bypassChange';
import { parseTags } from '../../src/gateways/engine/tagList';
import { decodeSnapshot } from '../../src/inventory/snapshot';
import { stateWords } from '../../src/inventory/tree/stateWords';
import { cloudOf } from '../../src/kernel/knowledge/clouds';
import { signInError } from '../../src/kernel/knowledge/signInError';
import { redact } from '../../src/kernel/redact';
import { parseResourceId, resourceKey } from '../../src/kernel/resources';
import { parseCertificate, parseGuid, parseSecret } from '../../src/kernel/servicePrincipal';
import { parseSshAddress } from '../../src/kernel/sshAddress';
import { cleanOutput } from '../../src/kernel/text/cleanOutput';
import { code as markdownCode, words as markdownWords } from '../../src/kernel/text/markdown';
import { detectLanguage } from '../../src/patching/engine/detectLanguage';
import { hostMatches } from '../../src/kernel/hostPattern';
import { checkSite } from '../../src/planning/checkSite';
import { readSite } from '../../src/planning/site/readSite';
import { compare } from '../../src/verification/engine/compare';
import { readEvidence } from '../../src/verification/engine/evidence';
import { fleetMembers, judgeMember, readFleetResult } from '../../src/verification/engine/fleetResult';
import { readFixJournal } from '../../src/verification/engine/fixes/fixJournal';
import { parseCheck } from '../../src/verification/engine/parseCheck';
import { parseConfig } from '../../src/verification/engine/parseConfig';
import { parseShow } from '../../src/verification/engine/parseShow';
import { plainText } from '../../src/kernel/text/plainText';
import { reportJson } from '../../src/verification/engine/reportJson';
import { readResource } from '../../src/verification/engine/resultHistory';
import { readShownValue } from '../../src/verification/engine/shownValue';
import { readFailure } from '../../src/kernel/text/failureText';
import { sectionsIn } from '../../src/verification/engine/sections';
import { stepFailure } from '../../src/remoteAccess/probe/step';
import { parseJson } from '../../src/kernel/json';
import { readFields } from '../../src/diagnosis/engine/logs/logFields';
import { isAgentVersion, isOlderAgent } from '../../src/kernel/knowledge/agentVersion';
import { parseCidr, parseIpv4 } from '../../src/kernel/text/ipv4';
import { parseIpv6 } from '../../src/kernel/text/ipv6';
import { parseIpAddress, parseIpRange } from '../../src/kernel/text/ipRange';
import { parseApiServer } from '../../src/kernel/apiServer';
import { parseClusterRanges } from '../../src/planning/site/clusterRanges';
import { parseRouteTarget } from '../../src/planning/network/routeTarget';
import { addressKind } from '../../src/kernel/knowledge/addressKind';
import { signerOf } from '../../src/diagnosis/engine/precheck/signer';
import { checkGatewayEndpoint, checkGatewayId, checkRegion, checkResourceGroup } from '../../src/kernel/azureNames';
import { parsePowershell } from '../../src/patching/engine/powershell/parse';
import type { SyntaxNode } from '../../src/patching/engine/syntaxTree';
import { parseProxyUrl } from '../../src/planning/site/proxyUrl';
import { holdsSecret } from '../../src/planning/targets/servers/rules/tags';
import { errorsIn } from '../../src/verification/engine/agentErrors';
import { isoTime } from '../../src/kernel/isoTime';
import { logFields } from '../../src/verification/engine/logFields';
import { parsePattern } from '../../src/kernel/hostPattern';
import { looseJson, looksLikeJson } from '../../src/verification/engine/looseJson';
import { isSameUrl } from '../../src/verification/engine/verdicts';
import { readDocument, readSiteText } from '../../src/vscode/readDocument';
import { kubectlError, meaningOf as kubectlMeaning } from '../../src/remoteAccess/kubectl/errors';
import { meaningOf, sshError } from '../../src/remoteAccess/ssh/errors';
import { readClusterConfig } from '../../src/verification/engine/cluster/readClusterConfig';
import { readPods } from '../../src/verification/engine/cluster/readPods';

const providers = '/subscriptions/2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027/resourceGroups/rg/providers';
const machineId = `${providers}/Microsoft.HybridCompute/machines/m`;
const clusterId = `${providers}/Microsoft.Kubernetes/connectedClusters/k`;

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
  parseConnectionSettings,
  readEvidence: (text) => {
    const evidence = readEvidence(text);
    return [evidence, compare({ subject: { name: 'edge-01', kind: 'machine' }, from: 'site' }, { evidence }, 0)];
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
  readClusterConfig: (text) => readClusterConfig({ data: { AZURE_RESOURCE_NAME: text, ARC_PROXY_GATEWAY: text } }),
  readPods: (text) =>
    readPods(
      {
        items: [
          valueOf(text),
          {
            metadata: { name: text, creationTimestamp: text },
            status: { phase: text, containerStatuses: [{ state: { waiting: { reason: text, message: text } } }] },
          },
        ],
      },
      0,
    ),
  kubectlError: (text) => [kubectlMeaning(text), kubectlError({ exitCode: 1, says: text }, text).failure],
  isSameUrl: (text) => isSameUrl(text, 'http://localhost:40343'),

  // Files of ours and of others.
  parsePattern,
  parseJson,
  readDocument,
  readSiteText,
  readSite: (text) => {
    const document = readDocument(text);
    const { site, unread } = readSite(document.ok ? document.value : undefined);
    return site ? checkSite(site, {}, unread) : unread;
  },
  readFleetResult: (text) => {
    const result = readFleetResult(text);
    return result.ok ? fleetMembers(result.value, []).map((member) => judgeMember(member, 0)) : result;
  },
  readResource: (text) => {
    const resource = readResource(valueOf(text));
    return resource && reportJson({ at: '', scope: '', resources: [resource], drift: [] });
  },
  readShownValue: (text) => readShownValue(valueOf(text)),
  readFailure: (text) => readFailure(valueOf(text)),
  decodeSnapshot,
  readJournal,
  readFixJournal,
  replayJournal,
  holdsSecret,
  detectLanguage: (text) => [detectLanguage(text), detectLanguage('', text)],

  // Logs, messages, and what is made of them.
  parseArcLog: (text) => {
    const log = parseArcLog(text);
    return logReport('a log', log, summarizeLog(log));
  },
  readFields,
  diagnose: (text) => explanation('a text', diagnose(text)),
  normalize: (text) => searchTexts(normalize(text)).map((search) => search.text),
  parsePods: (text) => parsePods(normalize(text).text),
  readDirectory: (text) => readDirectory(Uint8Array.from(Buffer.from(text, 'latin1')), bundleLimits),
  kindOfFile,
  redact,
  signInError,
  meaningOf: (text) => [meaningOf(text), sshError({ exitCode: 255, says: text, hasBegun: false }, 'edge-01')],
  markdownWords: (text) => [markdownWords(text), markdownCode(text)],

  // Azure.
  readArmError: (text) => [
    readArmError(valueOf(text)),
    readArmError({ error: { code: text, message: text, details: [{ message: text }] } }),
  ],
  readMachine: (text) => kinds.machines.read({ id: machineId, name: text, osType: text, status: text, osName: text }),
  readCluster: (text) =>
    kinds.clusters.read({ id: clusterId, name: text, kind: text, connectivity: text, privateLinkState: text }),
  networkError: (text) => {
    const error = networkError(Object.assign(new Error(text), { code: text }), 'a.azure.com');
    return error && [error.code, error.message];
  },
  stepFailure: (text) => stepFailure(Object.assign(new Error(text), { code: text })).failure,
  stateWords,
  retryAfter,
  wayError: (text) => methodError(text, { kind: 'azureCli' }),
  notRun: (text) => notRun(text, 'edge-01'),
  commonOf: (text) => commonOf({ id: text, name: text, location: text, tags: { [text]: text } }),
  parseResourceId: (text) => [parseResourceId(text), resourceKey(text)],
  cloudOf: (text) => cloudOf('custom', { resourceManager: text, authority: text, audience: text }),
  parseGuid,
  parseSecret,
  parseCertificate,

  // Names and addresses.
  parseProbeOutput: (text) => withChains(parseProbeOutput(text, 40).observations, text),
  readCertificate: (text) => readCertificate(fromBase64(text) ?? new TextEncoder().encode(text)),
  fromBase64,
  signerOf: (text) => signerOf([text]),
  addressKind,
  parseRouteTarget,
  parseApiServer,
  parseClusterRanges,
  parseIpRange,
  parseIpAddress,
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
