import { exitCodes, tookTooLong } from '../../planning/targets/servers';
import { type Fragment, join, shellTag } from '../../planning/targets/servers';
import { bashCheck, type CheckNeeds, hasFlags } from './agentCheckScript';
import { bashLiteral } from '../../kernel/text/quote';
import { collectionLimits, ignoredLines } from './collectionLimits';
import { noAgentMark } from './sections';

const sh = shellTag(bashLiteral);
const { room, seconds } = collectionLimits;

/** POSIX sh. Read-only. */
export const collectBash = (what: 'log' | CheckNeeds): Fragment => {
  const own =
    what === 'log'
      ? [log, main(sh`section log ${room.log} 20 arcproxy_log`)]
      : [bashCheck(what), main(everything(what))];
  return join([opening, limiting, squeezing, sections, ...own], '\n\n');
};

const opening = sh`
#!/bin/sh
# Reads what the Azure Connected Machine agent says of itself. Changes nothing.
PATH=$PATH:/usr/bin:/opt/azcmagent/bin
`;

const limiting = sh`
# limit SECONDS COMMAND...: ends it after that time, for good two seconds later.
limit() {
  seconds=$1
  shift
  command -v timeout >/dev/null 2>&1 || { "$@"; return; }
  timeout -k 2 "$seconds" "$@"
  set -- $?
  [ "$1" != 137 ] || set -- ${tookTooLong}
  return "$1"
}
`;

const squeezing = sh`
# squeeze BYTES: whole lines without needless blanks, as many as fit; lines that nobody needs are left out.
squeeze() {
  LC_ALL=C awk -v room="$1" -v noise=${ignoredLines} '
    {
      gsub(/[ \t\r]+/, " ")
      gsub(/, ?"/, ",\n\"")
      count = split($0, lines, "\n")
      for (i = 1; i <= count; i++) {
        if (lines[i] ~ /^ ?$/ || tolower(lines[i]) ~ noise) continue
        room -= length(lines[i]) + 1
        if (room < 0) { print "@@cut"; exit }
        print lines[i]
      }
    }'
}
`;

const sections = sh`
# section NAME BYTES SECONDS COMMAND...: what a command says, between two lines that name it; the second has its exit code.
# A program that the command left behind may hold its output open: it is read for no longer than the command may take.
section() {
  name=$1
  bytes=$2
  patience=$(($3 + 3))
  shift 3
  printf '@@%s\n' "$name"
  { code=$({ { "$@" </dev/null 2>&1 3>&- 4>&-; echo "$?" >&3; } | limit "$patience" cat | squeeze "$bytes" >&4; } 3>&1); } 4>&1
  printf '@@%s:%s\n' "$name" "$code"
}

show() { limit ${seconds.show} azcmagent show -j || limit ${seconds.show} azcmagent show; }
`;

const log = sh`
arcproxy_log() { tail -c ${room.log} /var/opt/azcmagent/log/arcproxy.log; }
`;

const main = (body: Fragment): Fragment => sh`
if ! command -v azcmagent >/dev/null 2>&1; then
  echo ${noAgentMark}
  exit ${exitCodes.noAgent.code}
fi
${body}
`;

const everything = (needs: CheckNeeds): Fragment => sh`
section config ${room.config} ${seconds.config} limit ${seconds.config} azcmagent config get connection.type
section show ${room.show} ${2 * seconds.show} show
${checkSection(needs)}
`;

const checkSection = (needs: CheckNeeds): Fragment =>
  hasFlags(needs)
    ? sh`section check ${room.check} ${seconds.version + seconds.check} check`
    : sh`section check ${room.check} ${seconds.check} limit ${seconds.check} azcmagent check`;
