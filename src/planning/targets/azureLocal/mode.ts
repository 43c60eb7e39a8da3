import { type Connection, connectionOf } from '../../site';
import type { SharedSite } from '../target';

/** An instance can’t use a private link scope: of such a site, it goes out directly. */
export const modeOfInstance = (site: SharedSite): Connection =>
  connectionOf(site) === 'gateway' ? 'gateway' : 'direct';
