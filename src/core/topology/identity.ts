import { checkGuid } from './azureNames';
import { object, type Place, type Reader, report, text } from './reader';
import type { Identity } from './topology';
import { reportUnknownKey } from './unknownKey';

const methods = ['interactive', 'deviceCode', 'servicePrincipal'] as const;
type Method = (typeof methods)[number];

const choose = 'Choose how the servers sign in to Azure: interactive, deviceCode or servicePrincipal.';

const readMethod: Reader<Method> = (value, place) =>
  methods.find((method) => method === value) ?? report(place, choose);

const readClientId = text('Write the service principal’s application (client) id.', {
  check: checkGuid('An application (client) id'),
  normalise: (id) => id.toLowerCase(),
});

// A client id may stay in the document while another method is chosen: going back and forth then loses nothing.
const ignored = (): undefined => undefined;

const readMembers = (method: unknown): Reader<{ method: Method; clientId?: string }> =>
  object({ method: readMethod, clientId: method === 'servicePrincipal' ? readClientId : ignored }, reportUnknownKey);

export const readIdentity: Reader<Identity> = (value: unknown, place: Place) => {
  const method = typeof value === 'object' && value !== null && 'method' in value ? value.method : undefined;
  const members = readMembers(method)(value, place);
  if (members?.method === 'servicePrincipal') return { method: members.method, clientId: members.clientId ?? '' };
  return members && { method: members.method };
};
