import { checkFlags, floorOf, type Fragment, join, nothing, shellTag } from '../../planning/targets/servers';
import { bashLiteral, powershellLiteral } from '../../kernel/text/quote';
import type { Expectations } from './expectations';
import { collectionLimits } from './collectionLimits';

/** Decides what the agent’s own check includes. */
export type CheckNeeds = Pick<Expectations, 'connection' | 'scenarios'>;

const sh = shellTag(bashLiteral);
const ps = shellTag(powershellLiteral);
const { version: versionSeconds, check: seconds } = collectionLimits.seconds;

export const hasFlags = (needs: CheckNeeds): boolean => checkFlags(needs).length > 0;

/** A function `check`; nothing if the check has no flags. Needs `limit`. POSIX sh. */
export function bashCheck(needs: CheckNeeds): Fragment {
  const flags = checkFlags(needs).map((flag) => {
    const [major, minor] = floorOf(flag);
    const { words, earlier } = flag;
    const older = earlier.length === 0 ? sh`:` : sh`set -- "$@" ${wordsOf(earlier, sh, ' ')}`;
    return sh`    if is_older ${major} ${minor}; then ${older}; else set -- "$@" ${wordsOf(words, sh, ' ')}; fi`;
  });
  if (flags.length === 0) return nothing;
  return sh`
# is_older MAJOR MINOR: whether the agent is older than that.
is_older() {
  major=\${version% *}
  minor=\${version#* }
  [ "$major" -lt "$1" ] || { [ "$major" -eq "$1" ] && [ "$minor" -lt "$2" ]; }
}

# With the flags that this version of the agent knows; without any where its version is unknown.
check() {
  version=$(limit ${versionSeconds} azcmagent version 2>/dev/null | limit ${versionSeconds + 3} cat |
    LC_ALL=C sed -n 's/^/ /; s/^.*[^0-9.]\([0-9]\{1,6\}\)\.\([0-9]\{1,6\}\)\..*$/\1 \2/p' | head -n 1)
  set -- azcmagent check
  if [ -n "$version" ]; then
${join(flags, '\n')}
  fi
  limit ${seconds} "$@"
}
`;
}

/** A function `Get-CheckArguments`; nothing if the check has no flags. Needs `Invoke-Agent`. */
export function powershellCheck(needs: CheckNeeds): Fragment {
  const flags = checkFlags(needs).map((flag) => {
    const { words, earlier } = flag;
    const since = floorOf(flag).join('.');
    const older = earlier.length === 0 ? nothing : ps` else { ${wordsOf(earlier, ps, ', ')} }`;
    return ps`    if ($version -ge [version]${since}) { ${wordsOf(words, ps, ', ')} }${older}`;
  });
  if (flags.length === 0) return nothing;
  return ps`
# With the flags that this version of the agent knows; without any where its version is unknown.
function Get-CheckArguments {
    'check'
    $said = @(Invoke-Agent 'version' ${versionSeconds}) -join "\`n"
    if ($said -notmatch '(?<![0-9.])[0-9]{1,6}\.[0-9]{1,6}(?=\.)') { return }
    $version = [version]$Matches[0]
${join(flags, '\n')}
}
`;
}

const wordsOf = (words: readonly string[], tag: typeof sh, separator: string): Fragment =>
  join(
    words.map((word) => tag`${word}`),
    separator,
  );
