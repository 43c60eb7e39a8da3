import type { Site } from '../../site';
import type { Rule } from '../rule';
import { connectionObstacles } from './connection';
import { networkObstacles } from './network';

/** Of the `siteRules`, those that may find an error. Apart, so that what asks for errors alone loads no more. */
export const siteObstacles: readonly Rule<Site>[] = [...connectionObstacles, ...networkObstacles];
