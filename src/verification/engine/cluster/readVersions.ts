import { isRecord } from '../../../kernel/isRecord';

/** Of kubectl and of the API server, as `1.34`. */
export interface KubernetesVersions {
  readonly client: string;
  readonly server: string;
  /**
   * kubectl is supported within one minor version of the server. Source: kubernetes.io/releases/version-skew-policy,
   * 2026-08.
   */
  readonly isFar: boolean;
}

/** Undefined if either is missing. */
export function readVersions(value: unknown): KubernetesVersions | undefined {
  if (!isRecord(value)) return undefined;
  const client = minorOf(value.clientVersion);
  const server = minorOf(value.serverVersion);
  if (!client || !server) return undefined;
  const isFar = client.major !== server.major || Math.abs(client.minor - server.minor) > 1;
  return { client: shown(client), server: shown(server), isFar };
}

interface Minor {
  readonly major: number;
  readonly minor: number;
}

function minorOf(value: unknown): Minor | undefined {
  const text = isRecord(value) && typeof value.gitVersion === 'string' ? value.gitVersion : '';
  const [, major, minor] = /^v(\d{1,3})\.(\d{1,3})\./.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

const shown = ({ major, minor }: Minor): string => `${major}.${minor}`;
