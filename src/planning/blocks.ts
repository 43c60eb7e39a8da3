import type { Finding } from '../kernel/finding';
import { sectionsOfServers, type TargetRef } from './site';

/** An error of the site or of this target stops its plan. */
export function blocks({ severity, path }: Finding, target: TargetRef): boolean {
  if (severity !== 'error') return false;
  const [section = ''] = path.split('.', 1);
  if (sectionsOfServers.includes(section)) return target.kind === 'servers';
  return section !== 'targets' || path === target.path || path.startsWith(`${target.path}.`);
}
