import { parseIpv4 } from './ipv4';

/** Eight groups. Accepts trailing IPv4; ignores a zone (`%eth0`). */
export function parseIpv6(text: string): readonly number[] | undefined {
  const [, front = '', tail] = /^([0-9a-f:]{2,39}?)((?<=:)[\d.]{7,15})?(?:%\S{1,64})?$/i.exec(text) ?? [];
  const ipv4 = tail === undefined ? undefined : parseIpv4(tail);
  if (front === '' || (tail !== undefined && ipv4 === undefined)) return undefined;
  const last =
    ipv4 === undefined ? '' : `${Math.floor(ipv4 / 0x1_00_00).toString(16)}:${(ipv4 % 0x1_00_00).toString(16)}`;
  const [head = '', rest, ...more] = `${front}${last}`.split('::').map((part) => (part === '' ? [] : part.split(':')));
  if (more.length > 0 || head === '') return undefined;
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...(rest ?? [])];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined;
}
