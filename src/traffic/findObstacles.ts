import { checkSite } from '../planning';
import type { FindObstacles } from './trafficState';

export const findObstacles: FindObstacles = (site, unread) =>
  checkSite(site, {}, unread).filter(({ severity }) => severity === 'error');
