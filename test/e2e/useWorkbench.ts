import { afterAll, afterEach, beforeAll } from 'vitest';
import { Workbench, type WorkbenchOptions } from './workbench';

/**
 * One workbench for all tests of a file, closed after the last. A test that fails leaves a picture named after it, and
 * the words of the dialog that is open, which stops the tests after it.
 *
 * @returns what gives the workbench, once tests run
 */
export function useWorkbench(options?: WorkbenchOptions): () => Workbench {
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    workbench = await Workbench.open(options);
  });
  afterEach(async ({ task }) => {
    if (!workbench || task.result?.state !== 'fail') return;
    for (const text of await workbench.modal().allInnerTexts()) console.error(`A dialog was open: ${text}`);
    await workbench.screenshot(`failed ${task.name.replaceAll(/[^\w -]/g, '_')}`);
  });
  afterAll(() => workbench?.close());
  return () => {
    if (!workbench) throw new Error('The workbench is there only while tests run.');
    return workbench;
  };
}
