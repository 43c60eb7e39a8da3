import type { SampleRequest, SampleResponse } from '../../src/sample';
import { link } from './hostileTexts';

/** What may be a part of a resource's id, in which a slash would end it. */
export const inIds = `${link}$(flame)\u202e\u200b`;
/** What may stand in every other text. */
export const inTexts = `${inIds}\r\n\r\n<img src=https://evil.example/x>`;

type Handle = (request: SampleRequest) => Promise<SampleResponse>;

/**
 * An Azure in which everything that somebody could have named, and all that it says, has hostile text behind it: names,
 * ids, regions, tags, messages, and every state but those that tell a client how to go on.
 */
export const hostileAzure =
  (handle: Handle): Handle =>
  async (request) => {
    const { body } = request;
    const answer = await handle({
      ...request,
      url: revealed(request.url),
      ...(body !== undefined && { body: revealed(body) }),
    });
    return answer.body === '' ? answer : { ...answer, body: JSON.stringify(disguised(JSON.parse(answer.body))) };
  };

const forms = (text: string): readonly string[] => [
  encodeURIComponent(text),
  encodeURI(text),
  JSON.stringify(text).slice(1, -1),
];
const hidden = new RegExp(
  [inTexts, inIds]
    .flatMap(forms)
    .map((text) => text.replaceAll(/\W/g, '\\$&'))
    .join('|'),
  'gi',
);

/** A request as the Azure behind knows it. */
const revealed = (text: string): string => text.replace(hidden, '');

/** Members whose value is a text for people. */
const texts = new Set(
  'name displayName location state status provisioningState connectivity connectivityStatus osSku distribution kubernetesVersion message defaultDomain'.split(
    ' ',
  ),
);
/** By these a client knows what it may do, and whether it has to wait. */
const understood =
  /^(?:Succeeded|Connected|Enabled|Registered|Registering|Running|InProgress|Pending|Accepted|Creating|Updating|Deleting|Failed|Canceled|default)$/;

function disguised(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    if (/^\/subscriptions\/[^/]+\/resourceGroups\//i.test(value)) return disguisedId(value);
    return texts.has(key) && !understood.test(value) ? value + inTexts : value;
  }
  if (Array.isArray(value)) return value.map((each) => disguised(each, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) =>
      key === 'tags' ? [name + inTexts, `${String(each)}${inTexts}`] : [name, disguised(each, name)],
    ),
  );
}

/** Group and name are what a person chooses. */
const disguisedId = (id: string): string =>
  id.replace(
    /(\/resourceGroups\/)([^/]+)(?:(\/providers\/[^/]+\/[^/]+\/)([^/]+))?/gi,
    (_, groups: string, group: string, providers: string | undefined, name: string | undefined) =>
      `${groups}${group}${inIds}${providers === undefined ? '' : `${providers}${name ?? ''}${inIds}`}`,
  );
