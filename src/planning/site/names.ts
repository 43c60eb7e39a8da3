import { object, optionalText, type Reader } from './reader';
import type { OwnNames } from './site';
import { reportUnknownKey } from './unknownKey';

const label = (what: string): Reader<string> =>
  optionalText({
    check: (name) =>
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(name)
        ? undefined
        : `Write ${what} alone, without the rest of its address: letters, digits and hyphens.`,
    normalise: (name) => name.toLowerCase(),
  });

const readMembers = object<OwnNames>(
  {
    vault: label('the key vault’s name'),
    workspace: label('the workspace’s id'),
    collection: label('the data collection endpoint’s name'),
  },
  reportUnknownKey,
);

export const readNames: Reader<OwnNames> = (value, place) =>
  value === undefined ? undefined : readMembers(value, place);
