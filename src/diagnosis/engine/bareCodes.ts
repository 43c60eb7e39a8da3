import * as l10n from '@vscode/l10n';
import { translated } from '../../kernel/text/phrases';
import type { CatalogMatch } from './catalogMatch';
import { findCodes } from './codes';
import data from './data/httpStatuses.json';
import type { Meaning } from './diagnosis';
import { entraMeaning } from './entraCodes';
import type { SearchText } from './search/searchTexts';
import { findSymptoms } from './symptoms';
import { ofWindows, unsigned } from './windowsCodes';

const longest = 40;

/** Of a text that is nothing but a code: `AZCM26`, `26`, `700016`, `407`, `0x80092013`, `-2146885613`, `12029`. */
export function findBareCode(text: string): readonly CatalogMatch[] {
  if (text.length > 1000) return [];
  const written = text.trim();
  if (written.length === 0 || written.length > longest) return [];
  const start = text.indexOf(written);
  const span = { start, end: start + written.length };
  const code = written.toLowerCase().replace(/^["'(]{1,4}|["'),.;:]{1,4}$/g, '');
  const status =
    /^(?:http[/ ]?(?:\d(?:\.\d)?)?[ :]{0,2})?(?:status(?: ?code)?[ :]{0,2})?([45]\d\d)(?: (?!proxy)[a-z-]{3,20}(?: [a-z-]{2,20}){0,2})?$/.exec(
      code,
    )?.[1];
  if (status !== undefined) return httpStatus(Number(status), span);
  const words = writtenOut(code);
  if (words === undefined) return [];
  const search: SearchText = { text: words, originalSpan: () => span };
  return [...findSymptoms([search]), ...findCodes([search])];
}

/** As logs and messages write the code. */
function writtenOut(code: string): string | undefined {
  const agent = /^azcm[ _-]?(\d{1,4})$/.exec(code)?.[1];
  if (agent !== undefined) return `azcm${agent.padStart(4, '0')}`;
  const cluster = /^(?:az)?k8s[ _-]?(\d{1,4})$/.exec(code)?.[1];
  if (cluster !== undefined) return `azk8s${cluster.padStart(4, '0')}`;
  const entra = /^aadsts[ _-]?(\d{4,8})$/.exec(code)?.[1];
  if (entra !== undefined) return `aadsts${entra}`;
  const windows = /^(?:0x)?([89a-f][\da-f]{7})$/.exec(code)?.[1];
  if (windows !== undefined) return `0x${windows}`;
  return /^-?\d{1,10}$/.test(code) ? numberWrittenOut(Number(code)) : undefined;
}

/** An exit code is a byte; WinHTTP has errors from 12001, Windows Sockets from 10004; an `HRESULT` is a signed number. */
function numberWrittenOut(number: number): string | undefined {
  if (number > 0 && number <= 255) return `exit code ${number}`;
  if (entraMeaning(number)) return `aadsts${number}`;
  if (number > 10_000 && number < 12_200) return ofWindows(number);
  const signed = number < 0 ? number : number - 2 ** 32;
  return signed >= -(2 ** 31) && signed < 0 ? unsigned(signed) : undefined;
}

function httpStatus(status: number, span: Pick<CatalogMatch, 'start' | 'end'>): readonly CatalogMatch[] {
  const meanings = data.flatMap(({ source, asOf, entries }) =>
    entries
      .filter((entry) => entry.status === status)
      .map((entry): Meaning => ({
        ...('when' in entry ? { when: translated(entry.when) } : {}),
        cause: translated(entry.cause),
        fix: translated(entry.fix),
        source: `${source} (${asOf})`,
      })),
  );
  if (meanings.length === 0) return [];
  const title = l10n.t`HTTP status ${status}`;
  return [{ id: `http.${status}`, title, severity: 'error', meanings, ...span, places: [span.start], rank: 200 }];
}
