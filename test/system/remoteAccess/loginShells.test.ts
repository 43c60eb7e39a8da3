import { expect, test } from 'vitest';
import { runPayload } from '../../../src/remoteAccess/process/runPayload';
import { Shell } from '../../../src/remoteAccess/process/shell';
import { quiet } from '../../unit/azure/support';
import { script } from '../../unit/remoteAccess/sshFixture';

test.each(
  ['bash', 'dash', 'zsh', 'fish', 'tcsh'].flatMap((shell) => [false, true].map((root) => [shell, root] as const)),
)('a script runs behind %s as the login shell (elevated: %s)', async (program, isElevated) => {
  const text = `printf '%s|' "it's" "\\$HOME" '!!'; cat; echo no >&2; exit 3`;
  // As sshd does it.
  const shellFor = ({ command }: { readonly command: string }) => new Shell({ program, args: ['-c', command] });
  const way = { shellFor, startMilliseconds: 20_000 };
  expect(await runPayload(script(text, { isElevated }), way, quiet())).toEqual({
    kind: 'ran',
    outcome: { exitCode: 3, stdout: `it's|$HOME|!!|`, stderr: 'no\n', isTruncated: false },
  });
});
