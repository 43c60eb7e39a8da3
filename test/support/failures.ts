import { ArcError, type FailureCode } from '../../src/kernel/errors';
import data from '../../src/kernel/text/data/failures.json' with { type: 'json' };

export const failureCodes = Object.keys(data.texts) as FailureCode[];

export const unreachable = (message: string): ArcError =>
  new ArcError({ code: 'Unreachable', host: 'edge-node-4', cause: 'timeout' }, message);
