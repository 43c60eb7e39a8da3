import type { Cloud } from '../core';

interface Shown {
  readonly isSample: boolean;
  readonly cloud: Cloud | undefined;
}

/** Stands above the rows. Only there: VS Code shows no welcome text in a view that has a message. */
export function headerOf({ isSample, cloud }: Shown, filter: string): string | undefined {
  const parts = [isSample ? 'Sample tenant, not Azure.' : noticeOf(cloud), filter && `Filtered by “${filter}”.`];
  return parts.filter(Boolean).join(' ') || undefined;
}

const noticeOf = (cloud: Cloud | undefined): string =>
  cloud?.gateways === 'absent' ? `${cloud.display} has no Arc gateway: it exists in Azure’s public cloud only.` : '';
