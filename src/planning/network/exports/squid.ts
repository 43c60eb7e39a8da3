import { commentText } from '../../../kernel/text/quote';
import { byPort, deviceEntries, type DeviceEntry, type PortGroup } from './deviceEntries';
import { noteComment, type Writer } from './written';

/**
 * squid 4 and later; include before `http_access deny`. Wildcards are regular expressions, because `dstdomain .x`
 * includes `x` and conflicts with `x`.
 */
export const squid: Writer = (endpoints) => {
  const { entries, notes } = deviceEntries(endpoints);
  const comments = notes.map((note) => comment(noteComment(note)));
  const ports = byPort(entries).flatMap((group) => ['', ...portLines(group)]);
  return {
    text: [...heading, ...comments, 'acl arc_connect method CONNECT', ...ports].map((line) => `${line}\n`).join(''),
    notes,
  };
};

const heading = [
  '# Azure Arc allow list. Include it before the deny rules of squid.conf:',
  '#   include /etc/squid/conf.d/arc-allow-list.conf',
  '# It allows every client. To limit them, put "http_access deny !localnet" before it.',
  '# Traffic to the Arc gateway must not be inspected (no ssl_bump bump for it).',
];

function portLines({ protocol, port, entries }: PortGroup): string[] {
  const names = entries.filter(({ shape }) => shape.kind === 'exact');
  const patterns = entries.filter(({ shape }) => shape.kind !== 'exact');
  const list = `arc_${protocol}_${port}`;
  const parts = [...(names.length > 0 ? [`${list}_names`] : []), ...(patterns.length > 0 ? [`${list}_patterns`] : [])];
  return [
    `acl ${list}_port port ${port}`,
    ...names.flatMap((entry) => described(entry, `acl ${list}_names dstdomain ${entry.shape.host}`)),
    ...patterns.flatMap((entry) => described(entry, `acl ${list}_patterns dstdom_regex -n -i ${expression(entry)}`)),
    `acl ${list} any-of ${parts.join(' ')}`,
    `http_access allow ${protocol === 'http' ? '' : 'arc_connect '}${list}_port ${list}`,
  ];
}

const comment = (text: string): string => `# ${commentText(text)}`;

const described = ({ purpose }: DeviceEntry, line: string): string[] => [comment(purpose), line];

/** A leading `*.` matches any number of labels, other `*` only within one. */
const expression = ({ shape }: DeviceEntry): string =>
  `^${shape.host
    .replaceAll('.', '\\.')
    .replace(/^\*(?=\\\.)/, '.+')
    .replaceAll('*', '[^.]*')}$`;
