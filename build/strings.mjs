import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import ts from 'typescript';
import { root } from './paths.mjs';
import { main } from './steps.mjs';

/**
 * Data files that hold sentences for people, and the fields that hold them; the code passes those to `translated`. What
 * goes into generated files is English in every language, and is not here.
 *
 * @type {Record<string, string[]>}
 */
const sentences = {
  'src/association/engine/data/remarks.json': ['message', 'fix'],
  'src/azure/identity/data/methodErrors.json': ['message'],
  'src/diagnosis/engine/data/agentCodes.json': ['cause', 'fix'],
  'src/diagnosis/engine/data/clusterCodes.json': ['cause', 'fix'],
  'src/diagnosis/engine/data/entraCodes.json': ['cause', 'fix'],
  'src/diagnosis/engine/data/httpStatuses.json': ['when', 'cause', 'fix'],
  'src/diagnosis/engine/data/observations.json': ['title', 'cause', 'fix'],
  'src/diagnosis/engine/data/podStates.json': ['title', 'cause', 'fix', 'describe'],
  'src/diagnosis/engine/data/scriptFixes.json': ['source', 'servers', 'clusters'],
  'src/diagnosis/engine/data/symptoms.json': ['title', 'cause', 'fix'],
  'src/diagnosis/engine/precheck/data/conclusions.json': ['seen', 'fix', 'words', 'name', 'count', 'teams'],
  'src/diagnosis/engine/precheck/certificates/data/certificateFindings.json': [
    'name',
    'seen',
    'when',
    'fix',
    'unknownIssuer',
    'machine',
    'none',
    'gateway',
    'certificate',
    'more',
    'unseen',
  ],
  'src/kernel/knowledge/data/agentFloors.json': ['reason', 'fix'],
  'src/kernel/knowledge/data/certificateRules.json': ['month'],
  'src/kernel/knowledge/data/closingRules.json': ['message'],
  'src/kernel/knowledge/data/clusterAgentFloors.json': ['reason', 'fix'],
  'src/kernel/knowledge/data/signInErrors.json': ['message'],
  'src/kernel/knowledge/data/scriptTitles.json': ['titles'],
  'src/kernel/text/data/failures.json': ['texts'],
  'src/planning/network/bypass/data/bypassNotes.json': ['message', 'fix'],
  'src/planning/network/data/bypassedEndpoints.json': ['purpose', 'when'],
  'src/planning/network/data/endpoints.json': ['purpose', 'when'],
  'src/planning/network/exports/data/gatewayDocument.json': ['texts', 'covers', 'concerns'],
  'src/planning/network/exports/data/exportNotes.json': ['message', 'fix'],
  'src/planning/network/data/routeReasons.json': ['text'],
  'src/planning/network/data/sourceNames.json': ['titles'],
  'src/planning/site/data/scenarios.json': ['titles'],
  'src/planning/targets/azureLocal/data/endpoints.json': ['component'],
  'src/planning/targets/clusters/data/endpoints.json': ['purpose', 'when'],
  'src/verification/engine/data/checks.json': ['title', 'cause', 'fix'],
  'src/verification/engine/fixes/data/fixes.json': ['title', 'does', 'undo', 'reasons'],
  'src/verification/engine/data/valueTexts.json': ['texts'],
};

const bundlePath = join(root, 'l10n', 'bundle.l10n.json');
/** A message without a word is the same in every language. */
const hasWord = (message) => /\p{L}{2}/u.test(message.replace(/\{\w+\}|\$\([\w~-]+\)/g, ''));

/** Every string of the code and its data that a person can read, as VS Code's `bundle.l10n.json` holds them. */
export function collectStrings() {
  const ofCode = ['src', 'webview']
    .flatMap(filesIn)
    .flatMap((file) => stringsOf(readFileSync(join(root, file), 'utf8')));
  const ofData = Object.entries(sentences).flatMap(([file, fields]) =>
    valuesAt(JSON.parse(readFileSync(join(root, file), 'utf8')), fields).map((text) => [text, text]),
  );
  const found = [...ofData, ...ofCode].filter(([key]) => hasWord(key));
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const filesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((file) => /(?<!\.d)\.ts$/.test(file))
    .map((file) => join(folder, file))
    .sort();

/** The tags of boxes and of Markdown look their templates up as `l10n.t` does. */
const tags = new Set(['l10n.t', 'say', 'prose']);

/** The messages of a file by the keys they are looked up by. */
function stringsOf(text) {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, false);
  const found = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && tags.has(node.tag.getText(file))) {
      const message = messageOf(node.template);
      found.push([message, message]);
    }
    if (ts.isCallExpression(node) && node.expression.getText(file) === 'l10n.t') {
      found.push(...messageOfCall(node.arguments[0], file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const messageOf = (template) =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : template.templateSpans.reduce(
        (message, { literal }, index) => `${message}{${index}}${literal.text}`,
        template.head.text,
      );

function messageOfCall(first, file) {
  if (ts.isStringLiteralLike(first)) return [[first.text, first.text]];
  if (!ts.isObjectLiteralExpression(first)) return [];
  const fields = Object.fromEntries(
    first.properties.map(({ name, initializer }) => [name.getText(file), initializer.text]),
  );
  const { message, comment } = fields;
  return [[`${message}/${comment}`, { message, comment: [comment] }]];
}

function valuesAt(value, fields) {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, fields));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    fields.includes(key) ? textsOf(inner) : valuesAt(inner, fields),
  );
}

const textsOf = (value) =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap((inner) => textsOf(inner));

async function command() {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
  const text = await format(JSON.stringify(collectStrings()), { parser: 'json', printWidth: 120 });
  if (!values.check) return writeFileSync(bundlePath, text);
  if (readFileSync(bundlePath, 'utf8') !== text) {
    throw new Error('l10n/bundle.l10n.json is not what the code says. Run "npm run strings".');
  }
  return undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(command);
