/** `prefix`: 0 to 32. */
export interface Ipv4Range {
  readonly base: number;
  readonly prefix: number;
}

/** Rejects leading zeros. */
export function parseIpv4(text: string): number | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)) {
    return undefined;
  }
  return octets.reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

export const ipv4Text = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/** `isExact`: no bits after the prefix. */
export function parseCidr(text: string): (Ipv4Range & { readonly isExact: boolean }) | undefined {
  const [, address = '', bits = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const value = parseIpv4(address);
  const prefix = Number(bits);
  if (value === undefined || bits === '' || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  const base = value - (value % size);
  return { base, prefix, isExact: base === value };
}

export const cidrText = ({ base, prefix }: Ipv4Range): string => `${ipv4Text(base)}/${prefix}`;

/** The fewest ranges that hold the addresses from one to another, both included; none if they are in the wrong order. */
export function rangesBetween(from: number, to: number): readonly Ipv4Range[] {
  const ranges: Ipv4Range[] = [];
  for (let base = from; base <= to;) {
    let prefix = 32;
    const fits = (wider: number): boolean => base % 2 ** (32 - wider) === 0 && base + 2 ** (32 - wider) - 1 <= to;
    while (prefix > 0 && fits(prefix - 1)) prefix--;
    ranges.push({ base, prefix });
    base += 2 ** (32 - prefix);
  }
  return ranges;
}

/** Such as `192.168.*.*`; at most 128. */
export function octetPatterns({ base, prefix }: Ipv4Range): readonly string[] {
  const octets = Math.ceil(prefix / 8);
  const step = 2 ** (32 - 8 * octets);
  const count = 2 ** (8 * octets - prefix);
  return Array.from({ length: count }, (_, index) => {
    const fixed = ipv4Text(base + index * step)
      .split('.')
      .slice(0, octets);
    return [...fixed, ...Array.from({ length: 4 - octets }, () => '*')].join('.');
  });
}
