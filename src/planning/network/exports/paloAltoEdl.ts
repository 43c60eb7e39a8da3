import { deviceEntries, portsOf, widened, widenings } from './deviceEntries';
import { note, type Writer } from './written';

const source = 'docs.paloaltonetworks.com, Guidelines for URL Category Exceptions (2026-11)';

/**
 * An external dynamic list of type URL: one entry a line, each closed with a slash so that it ends with the domain.
 * `*.x/` does not take in `x`. A `*` has to be a whole label, and the list knows neither ports nor comments.
 */
export const paloAltoEdl: Writer = (endpoints) => {
  const { entries, findings } = deviceEntries(endpoints);
  const lines = new Set(entries.map((entry) => `${widened(entry)}/\n`));
  const ports = portsOf(entries);
  return {
    text: [...lines].join(''),
    findings: [
      ...findings,
      ...widenings(entries, 'An external dynamic list'),
      ...(ports.length > 1 ? [portsNote(ports)] : []),
    ],
  };
};

const portsNote = (ports: readonly number[]) =>
  note(
    'info',
    'noPorts',
    `The list does not say ports. These are needed: ${ports.join(', ')}.`,
    'Set them as services of the security policy rule that uses the list.',
    source,
  );
