import * as v from 'valibot';
import { type Arm, type ArmAnswer, type ArmRequest, readBody } from './arm';

/** Reads all pages of a list of ARM. */
export async function readPages<S extends v.GenericSchema>(
  arm: Arm,
  request: ArmRequest,
  item: S,
  signal: AbortSignal,
): Promise<readonly v.InferOutput<S>[]> {
  const page = v.object({ value: v.array(item), nextLink: v.nullish(v.string()) });
  const found: v.InferOutput<S>[] = [];
  let to: ArmRequest['to'] | undefined = request.to;
  while (to) {
    const answer: ArmAnswer = await arm.send({ ...request, to }, signal);
    const { value, nextLink } = readBody(page, answer, request);
    found.push(...value);
    to = nextLink ? { link: nextLink } : undefined;
  }
  return found;
}
