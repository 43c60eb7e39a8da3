import type { Finding } from '../kernel/finding';
import { kindOfSection, type TargetRef } from './site';

/** An error of the site or of this target stops its plan. */
export function blocks({ severity, path }: Finding, target: TargetRef): boolean {
  if (severity !== 'error') return false;
  const [section = ''] = path.split('.', 1);
  const kind = kindOfSection(section);
  if (kind !== undefined) return target.kind === kind;
  return section !== 'targets' || path === target.path || path.startsWith(`${target.path}.`);
}
