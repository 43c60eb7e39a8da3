import { inside, isRecord, type Place, report } from './reader';

const secretName = /secret|passw|pwd|token|credential|api-?key|access-?key|private-?key|connection-?string/i;

/** Whether a key's name says that its value is one nobody else should see. */
export const isSecretName = (name: string): boolean => secretName.test(name);

const secretMessage =
  'Remove this: a topology is shared and committed, so it never holds a secret. The script asks for a service principal’s secret when it runs.';

interface Member {
  readonly key: string;
  readonly value: unknown;
  readonly place: Place;
}

function membersOf(value: unknown, place: Place): Member[] {
  if (!Array.isArray(value) && !isRecord(value)) return [];
  return Object.entries(value).map(([key, member]: [string, unknown]) => ({
    key,
    value: member,
    place: inside(place, key),
  }));
}

/** Reports a key the document does not have, and every secret that stands at or below it. */
export function reportUnknownKey(key: string, value: unknown, place: Place): void {
  if (isSecretName(key)) {
    report(place, secretMessage, 'secret');
    return;
  }
  report(place, 'A topology has no such key. Correct its spelling, or remove it.', 'unknownKey');
  // A worklist and not recursion: the depth of a document is in its writer's hands.
  const open = membersOf(value, place);
  for (const next of open) {
    if (isSecretName(next.key)) report(next.place, secretMessage, 'secret');
    // One by one: a list may have more items than a call takes arguments.
    else for (const member of membersOf(next.value, next.place)) open.push(member);
  }
}
