import { checkGatewayEndpoint, checkGatewayId, checkScopeId } from '../../kernel/azureNames';
import { object, oneOf, optionalText, type Reader, text } from './reader';
import type { Connection, GatewayChoice, Site } from './site';
import { reportUnknownKey } from './unknownKey';

export const readConnection: Reader<Connection> = oneOf(
  ['gateway', 'direct', 'privateLink'],
  'Choose how the servers reach Azure Arc: gateway, direct or privateLink.',
);

const endpoint = optionalText({ check: checkGatewayEndpoint, normalise: (host) => host.toLowerCase() });

/** The gateway the servers go through. */
export const readGateway: Reader<GatewayChoice> = object<GatewayChoice>(
  { id: text('Choose a gateway, or paste its resource id.', { check: checkGatewayId }), endpoint },
  reportUnknownKey,
);

const readUnusedMembers = object<Partial<GatewayChoice>>(
  { id: optionalText({ check: checkGatewayId }), endpoint },
  reportUnknownKey,
);

/** A gateway that stays in the document while the servers do not go through it: going back and forth loses nothing. */
export const readUnusedGateway: Reader<GatewayChoice> = (value, place) => {
  if (value === undefined) return undefined;
  const { id, ...more } = readUnusedMembers(value, place) ?? {};
  return id === undefined ? undefined : { id, ...more };
};

type PrivateLink = NonNullable<Site['privateLink']>;

const scopeMissing = 'Paste the resource id of the private link scope.';

export const readPrivateLink: Reader<PrivateLink> = object<PrivateLink>(
  { scopeId: text(scopeMissing, { check: checkScopeId }) },
  reportUnknownKey,
);

const readUnusedScope = object<PrivateLink>({ scopeId: optionalText({ check: checkScopeId }) }, reportUnknownKey);

export const readUnusedPrivateLink: Reader<PrivateLink> = (value, place) => {
  const read = value === undefined ? undefined : readUnusedScope(value, place);
  return read?.scopeId === undefined ? undefined : read;
};
