import type { Endpoint } from './endpoint';

/** `host`, or `host:port` if not 443. */
export const addressOf = ({ host, port }: Pick<Endpoint, 'host' | 'port'>): string =>
  port === 443 ? host : `${host}:${port}`;
