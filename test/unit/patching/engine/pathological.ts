const connect =
  'azcmagent connect --resource-group "rg" --location "westeurope" --subscription-id "11111111-2222-3333-4444-555555555555"\n';
const psConnect =
  '& "$env:ProgramW6432\\AzureConnectedMachineAgent\\azcmagent.exe" connect --resource-group "rg" --location "westeurope"\n';

const playbook = '- hosts: all\n  tasks:\n';

/** A unit, or units with their number, over and over until a size is reached. */
function repeated(unit: string | ((index: number) => string), size: number): string {
  const units: string[] = [];
  let length = 0;
  for (let index = 0; length < size; index++) {
    const next = typeof unit === 'string' ? unit : unit(index);
    units.push(next);
    length += next.length;
  }
  return units.join('');
}

/** Bytes that look like chance, the same each time. */
function noise(size: number): string {
  let state = 1;
  return Array.from({ length: size }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return String.fromCharCode(((state >> 8) & 254) + 1);
  }).join('');
}

function nestedHeredocs(size: number): string {
  let text = connect;
  for (let index = 0; text.length < size && index < 400; index++) text = `bash <<'E${index}'\n${text}E${index}\n`;
  return text;
}

const deeper = (size: number): string =>
  Array.from({ length: Math.sqrt(size) }, (_, index) => `${' '.repeat(index)}- azcmagent\n`).join('');

/**
 * Texts that are as bad for their size as can be: the name of the file, and the text of a size. Most are of one kind of
 * part, over and over; the others are broken.
 */
export const pathological: Readonly<Record<string, readonly [fileName: string, make: (size: number) => string]>> = {
  ciItems: [
    'x.yaml',
    (n) => '#cloud-config\nruncmd:\n' + repeated((i) => `  - echo item ${i}\n`, n) + '  - ' + connect,
  ],
  ciConnects: ['x.yaml', (n) => '#cloud-config\nruncmd:\n' + repeated('  - ' + connect, n)],
  ciShort: ['x.yaml', (n) => '#cloud-config\nruncmd:\n' + repeated('- azcmagent connect -l w\n', n)],
  ciInstalls: [
    'x.yaml',
    (n) => '#cloud-config\nruncmd:\n- wget https://aka.ms/azcmagent -O /tmp/in.sh\n' + repeated('- sh /tmp/in.sh\n', n),
  ],
  unread: ['x.sh', (n) => repeated((i) => `print (${i}) | | x\n`, n) + connect],
  unreadDeep: ['x.sh', (n) => repeated('f() {\n', 40) + repeated('print (x)\n', n) + repeated('}\n', 40) + connect],
  psUnread: ['x.ps1', (n) => psConnect + repeated((i) => `Write-Host "$a${i}: $_"\n`, n)],
  psUnreadBlocks: ['x.ps1', (n) => psConnect + repeated('{ { { $a = 1 -foo 2 } -foo 3 } -foo 4 } -foo 5\n', n)],
  psUnreadDeep: ['x.ps1', (n) => psConnect + repeated(`${'{ '.repeat(60)}${'} -foo 5\n'.repeat(60)}\n`, n)],
  psUnreadQuote: ['x.ps1', (n) => psConnect + repeated(`$x = 5 -foo 'a\n`, n)],
  dockerShort: ['Dockerfile', (n) => 'FROM x\n' + repeated('RUN azcmagent connect -l w\n', n)],
  heredocsShort: ['x.sh', (n) => repeated("sh<<'E'\nazcmagent connect -l w\nE\n", n)],
  ciBlocks: ['x.yaml', (n) => '#cloud-config\nruncmd:\n' + repeated('  - |\n    ' + connect, n)],
  ciLists: ['x.yaml', (n) => '#cloud-config\nruncmd:\n' + repeated('  - [ azcmagent, show ]\n', n)],
  ciNested: ['x.yaml', (n) => '#cloud-config\nruncmd:\n' + repeated('  - - azcmagent\n    - show\n', n)],
  ciBlank: ['x.yaml', (n) => '#cloud-config\nruncmd:\n' + repeated('  - azcmagent show\n\n\n\n\n\n\n\n\n', n)],
  ciWrite: [
    'x.yaml',
    (n) =>
      '#cloud-config\nwrite_files:\n' + repeated((i) => `  - path: /x${i}\n    content: |\n      azcmagent show\n`, n),
  ],
  ciBig: [
    'x.yaml',
    (n) => '#cloud-config\nruncmd:\n  - |\n' + repeated((i) => `    echo ${i}\n`, n) + '    ' + connect,
  ],
  heredocs: ['x.sh', (n) => repeated((i) => `cat > /tmp/f${i}.sh <<'EOF'\n${connect}EOF\n`, n)],
  heredocsPlain: ['x.sh', (n) => repeated((i) => `cat > /tmp/f${i} <<'EOF'\nhello\nEOF\n`, n) + connect],
  heredocNest: ['x.sh', (n) => nestedHeredocs(n)],
  docker: ['Dockerfile', (n) => 'FROM x\n' + repeated((i) => `RUN echo ${i}\n`, n) + 'RUN ' + connect],
  dockerConn: ['Dockerfile', (n) => 'FROM x\n' + repeated('RUN ' + connect, n)],
  dockerDown: [
    'Dockerfile',
    (n) =>
      'FROM x\n' +
      repeated(
        (i) => `RUN wget https://aka.ms/azcmagent -O /tmp/installer${i}.sh\nRUN bash /tmp/installer${i}.sh\n`,
        n,
      ),
  ],
  dockerComments: [
    'Dockerfile',
    (n) => 'FROM x\nRUN true; \\\n' + repeated((i) => `# comment\necho ${i}; \\\n`, n) + connect,
  ],
  echo: ['x.sh', (n) => repeated((i) => `echo "line ${i}"\n`, n) + connect],
  echoBare: ['x.sh', (n) => repeated(`echo hello\n`, n) + connect],
  echoAgent: ['x.sh', (n) => repeated((i) => `echo "azcmagent connect --tenant-id ${i}"\n`, n) + connect],
  echoPs: ['x.ps1', (n) => repeated((i) => `Write-Host "line ${i}"\n`, n) + psConnect],
  connects: ['x.sh', (n) => repeated(connect, n)],
  connectsVar: [
    'x.sh',
    (n) => 'export loc="we"\n' + repeated('azcmagent connect --resource-group "rg" --location "$loc"\n', n),
  ],
  connectsPs: ['x.ps1', (n) => repeated(psConnect, n)],
  flags: ['x.sh', (n) => 'azcmagent connect' + repeated((i) => ` --flag${i} v`, n) + '\n'],
  flagsPs: ['x.ps1', (n) => 'azcmagent connect' + repeated(` --flag v`, n) + '\n'],
  vars: ['x.sh', (n) => repeated((i) => `export v${i}="x"\n`, n) + connect],
  varsUsed: [
    'x.sh',
    (n) => repeated((i) => `v${i}="x"\nazcmagent connect --location "$v${i}" --resource-group rg\n`, n),
  ],
  varsPs: ['x.ps1', (n) => repeated((i) => `$v${i} = "x"\n`, n) + psConnect],
  varChain: [
    'x.sh',
    (n) => 'v0=x\n' + repeated((i) => `v${i + 1}="$v${i}$v${i}"\n`, n) + 'azcmagent connect --location "$v500"\n',
  ],
  secrets: ['x.sh', (n) => repeated((i) => `secret${i}="hunter${i}"\n`, n) + connect],
  array: ['x.sh', (n) => 'args=(' + repeated((i) => ` --flag${i} v`, n) + ')\nazcmagent connect "${args[@]}"\n'],
  arrayAppend: [
    'x.sh',
    (n) => 'args=(--location x)\n' + repeated((i) => `args+=(--f${i} v)\n`, n) + 'azcmagent connect "${args[@]}"\n',
  ],
  arrayMany: [
    'x.sh',
    (n) =>
      'args=(' + repeated((i) => ` --flag${i} v`, n / 2) + ')\n' + repeated('azcmagent connect "${args[@]}"\n', n / 2),
  ],
  arrayShared: [
    'x.sh',
    (n) => 'args=(--location x)\n' + repeated('azcmagent connect --resource-group rg "${args[@]}"\n', n),
  ],
  arrayWhole: ['x.sh', (n) => 'args=(connect --location x)\n' + repeated('azcmagent "${args[@]}"\n', n)],
  arrayLong: [
    'x.sh',
    (n) => 'args=(' + repeated((i) => ` --f${i} v`, 2000) + ')\n' + repeated('azcmagent connect "${args[@]}"\n', n),
  ],
  arraysOwn: ['x.sh', (n) => repeated((i) => `a${i}=(--location x)\nazcmagent connect "\${a${i}[@]}"\n`, n)],
  arraysPs: ['x.ps1', (n) => repeated((i) => `$a${i} = @('connect', '--location', 'x')\nazcmagent @a${i}\n`, n)],
  arrayPs: ['x.ps1', (n) => "$a = @('--location', 'x')\n" + repeated('azcmagent connect @a\n', n)],
  tablePs: ['x.ps1', (n) => "$a = @{ '--location' = 'x' }\n" + repeated('azcmagent connect @a\n', n)],
  wordsHarmless: ['x.sh', (n) => 'azcmagent connect' + repeated(' ${X:+--flag "$X"}', n) + '\n'],
  forwarders: ['x.sh', (n) => 'arc() { azcmagent "$@"; }\n' + repeated('arc connect --location x\n', n)],
  aliases: ['x.sh', (n) => repeated((i) => `alias a${i}=azcmagent\na${i} connect --location x\n`, n)],
  gatewayVar: ['x.sh', (n) => 'gw="x"\n' + repeated('azcmagent connect --gateway-id "$gw" --location x\n', n)],
  gatewayVars: [
    'x.sh',
    (n) => repeated((i) => `gw${i}="x"\nazcmagent connect --gateway-id "$gw${i}" --location x\n`, n),
  ],
  gatewayVarPs: ['x.ps1', (n) => '$gw = "x"\n' + repeated('azcmagent connect --gateway-id "$gw" --location x\n', n)],
  subst: ['x.sh', (n) => 'echo ' + '$(echo '.repeat(n / 12) + 'x' + ')'.repeat(n / 12) + '\n' + connect],
  parens: ['x.sh', (n) => '('.repeat(n / 2) + 'true' + ')'.repeat(n / 2) + '\n' + connect],
  braces: ['x.sh', (n) => '{ '.repeat(n / 4) + connect + '}; '.repeat(n / 4)],
  ifs: ['x.sh', (n) => repeated('if true; then\n', n / 2) + connect + repeated('fi\n', n / 8)],
  psNest: ['x.ps1', (n) => repeated('if ($true) { ', n / 2) + psConnect + repeated('}', n / 26)],
  psParens: ['x.ps1', (n) => '$x = ' + '('.repeat(n / 2) + '1' + ')'.repeat(n / 2) + '\n' + psConnect],
  downloads: [
    'x.sh',
    (n) => repeated((i) => `wget https://aka.ms/azcmagent -O /tmp/in${i}.sh\nbash /tmp/in${i}.sh\n`, n) + connect,
  ],
  downloadsUntold: ['x.sh', (n) => repeated((i) => `wget https://aka.ms/azcmagent -O /tmp/in${i}.sh\n`, n) + connect],
  downloadsPs: [
    'x.ps1',
    (n) =>
      repeated(
        (i) => `Invoke-WebRequest -Uri https://aka.ms/azcmagent-windows -OutFile C:\\in${i}.ps1\n& C:\\in${i}.ps1\n`,
        n,
      ) + psConnect,
  ],
  pipes: ['x.sh', (n) => repeated(`curl https://aka.ms/azcmagent | bash\n`, n) + connect],
  functions: [
    'x.sh',
    (n) => repeated((i) => `f${i}() { echo "azcmagent connect --tenant-id x"; }\nf${i}\n`, n) + connect,
  ],
  functionsPs: ['x.ps1', (n) => repeated((i) => `function F${i} { "azcmagent connect --x" }\nF${i}\n`, n) + psConnect],
  wrappers: ['x.sh', (n) => repeated((i) => `f${i}() { "$@"; }\n`, n) + connect],
  literals: ['x.sh', (n) => repeated((i) => `x${i}="https://aka.ms/azcmagent-linux?${i}"\n`, n) + connect],
  psBlocks: ['x.ps1', (n) => repeated(`Invoke-Command -ComputerName a { azcmagent show }\n`, n) + psConnect],
  psTables: ['x.ps1', (n) => repeated((i) => `$t${i} = @{ a = 1; b = 2 }\n`, n) + psConnect],
  psTableBig: ['x.ps1', (n) => '$t = @{\n' + repeated((i) => `  a${i} = 1\n`, n) + '}\n' + psConnect],
  psTableNest: ['x.ps1', (n) => '$t = ' + repeated('@{ a = ', n / 2) + '1' + repeated('}', n / 14) + '\n' + psConnect],
  az: ['x.sh', (n) => repeated(`az connectedmachine setting show\n`, n) + connect],
  comments: ['x.sh', (n) => repeated((i) => `# comment ${i}\n`, n) + connect],
  case: ['x.sh', (n) => 'case $x in\n' + repeated((i) => `a${i}) echo ${i} ;;\n`, n) + 'esac\n' + connect],
  andList: ['x.sh', (n) => repeated(`true && `, n) + connect],
  andAssign: ['x.sh', (n) => repeated((i) => `v${i}=1 && `, n) + 'azcmagent connect --location "$v1"\n'],
  pipeLong: ['x.sh', (n) => 'echo azcmagent connect --x ' + repeated(`| cat `, n) + '\n' + connect],
  line: ['x.sh', (n) => 'x="' + 'a'.repeat(n) + '"\n' + connect],
  lineBlank: ['x.sh', (n) => ' '.repeat(n) + connect],
  lineBare: ['x.sh', (n) => 'a'.repeat(n) + '\n' + connect],
  cr: ['x.sh', (n) => '\r'.repeat(n) + connect],
  nl: ['x.sh', (n) => '\n'.repeat(n) + connect],
  nul: ['x.sh', (n) => '\0'.repeat(n) + connect],
  quotes: ['x.sh', (n) => '"'.repeat(n) + '\n' + connect],
  quotes1: ['x.sh', (n) => "'".repeat(n) + '\n' + connect],
  quotesPs: ['x.ps1', (n) => '"'.repeat(n) + '\n' + psConnect],
  backtick: ['x.sh', (n) => '`'.repeat(n) + '\n' + connect],
  backslash: ['x.sh', (n) => '\\'.repeat(n) + '\n' + connect],
  dollar: ['x.sh', (n) => '$'.repeat(n) + '\n' + connect],
  dbrace: ['x.sh', (n) => '${'.repeat(n / 2) + '\n' + connect],
  lt: ['x.sh', (n) => '<<'.repeat(n / 2) + '\n' + connect],
  ltE: ['x.sh', (n) => repeated('<<E ', n) + '\n' + connect],
  ltLines: ['x.sh', (n) => repeated('cat <<E\n', n) + connect],
  ltDocker: ['Dockerfile', (n) => 'FROM x\nRUN ' + '<<'.repeat(n / 2) + '\n' + 'RUN ' + connect],
  ltDocker2: ['Dockerfile', (n) => 'FROM x\nRUN ' + repeated((i) => `<<E${i} "`, n) + '\n' + 'RUN ' + connect],
  ciLt: ['x.yaml', (n) => '#cloud-config\nruncmd:\n  - |\n    ' + '<<'.repeat(n / 2) + '\n    ' + connect],
  utf16: ['x.sh', (n) => Array.from(repeated(connect, n / 2)).join('\0')],
  utf16bom: ['x.ps1', (n) => '\ufffe' + Array.from(repeated(psConnect, n / 2)).join('\0')],
  binary: ['x.sh', (n) => noise(n) + '\n' + connect],
  binaryPs: ['x.ps1', (n) => noise(n) + '\n' + psConnect],
  psComma: ['x.ps1', (n) => 'Get-X a' + repeated(', a', n) + '\n' + psConnect],
  psParam: ['x.ps1', (n) => repeated('param(', n) + '\n' + psConnect],
  psParam2: ['x.ps1', (n) => repeated('param(()', n) + '\n' + psConnect],
  psDash: ['x.ps1', (n) => 'x --' + 'a-'.repeat(n / 2) + '\n' + psConnect],
  psBacktick: ['x.ps1', (n) => repeated('`\n   ', n) + '\n' + psConnect],
  psHere: ['x.ps1', (n) => '@"\n'.repeat(n / 3) + '\n' + psConnect],
  psWord: ['x.ps1', (n) => 'x ' + 'a='.repeat(n / 2) + '\n' + psConnect],
  psDefault: ['x.ps1', (n) => repeated('default ', n) + '\n' + psConnect],
  verbs: ['x.sh', (n) => repeated('connect ', n) + '\n' + connect],
  verbsStr: ['x.sh', (n) => 'x="' + repeated('azcmagent connect ', n) + '"\n' + connect],
  agentVerb: ['x.sh', (n) => repeated('azcmagent', n) + '\n' + connect],
  jinja: ['x.sh', (n) => repeated('{{ x }} ', n) + '\n' + connect],
  yamlDeep: ['x.yaml', (n) => '#cloud-config\nruncmd:\n' + deeper(n)],
  yamlDash: ['x.yaml', (n) => '#cloud-config\nruncmd:\n ' + '- '.repeat(n / 2) + 'azcmagent connect --x\n'],
  yamlSpace: ['x.yaml', (n) => '#cloud-config\nruncmd:\n  - azcmagent show' + ' '.repeat(n) + 'x\n'],
  yamlHash: ['x.yaml', (n) => '#cloud-config\nruncmd:\n  - azcmagent show' + ' #'.repeat(n / 2) + '\n'],
  yamlQuote: ['x.yaml', (n) => "#cloud-config\nruncmd:\n  - '" + "''".repeat(n / 2) + ' azcmagent\n'],
  dockerCont: ['Dockerfile', (n) => 'FROM x\nRUN ' + repeated('true && \\\n', n) + connect],
  dockerWs: ['Dockerfile', (n) => 'FROM x\nRUN azcmagent' + ' '.repeat(n) + 'x\n'],
  dockerFlags: ['Dockerfile', (n) => 'FROM x\nRUN ' + repeated('--mount=type ', n) + connect],
  urls: ['x.sh', (n) => 'echo ' + repeated('https://a:', n) + '\n' + connect],
  urls2: ['x.sh', (n) => 'x="' + repeated('https://aka.ms/azcmagent', n) + '"\n' + connect],
  mdBlocks: ['x.md', (n) => repeated((i) => `\`\`\`bash\necho ${i}\n\`\`\`\n`, n) + '```bash\n' + connect + '```\n'],
  mdConnects: ['x.md', (n) => repeated('```bash\n' + connect + '```\n', n)],
  mdPrompts: [
    'x.md',
    (n) => '```console\n' + repeated('$ azcmagent show \\\n  --json\n', n) + '$ ' + connect + '```\n',
  ],
  mdOpen: ['x.md', (n) => repeated('````sh\n', n) + connect],
  mdFence: ['x.md', (n) => '`'.repeat(n) + '\n' + connect],
  mdMark: ['x.md', (n) => '```powershell\n' + repeated('PS ', n) + '\n' + psConnect + '```\n'],
  ansibleTasks: ['x.yml', (n) => playbook + repeated('    - ansible.builtin.shell: ' + connect, n)],
  ansibleWords: ['x.yml', (n) => playbook + repeated('    - win_command: azcmagent connect -l w\n', n)],
  ansibleLists: ['x.yml', (n) => playbook + repeated('    - command:\n        argv: [azcmagent, connect, -l, w]\n', n)],
  ansibleLoads: [
    'x.yml',
    (n) =>
      playbook +
      repeated((i) => `    - get_url:\n        url: https://aka.ms/azcmagent\n        dest: /tmp/in${i}.sh\n`, n),
  ],
  ansibleFolded: [
    'x.yml',
    (n) => playbook + '    - shell: >\n' + repeated('        azcmagent connect\n          -l w\n', n),
  ],
  psHereScripts: ['x.ps1', (n) => repeated((i) => `@'\n${psConnect}'@ | Out-File C:\\a${i}.ps1\n`, n)],
  psHereFilled: ['x.ps1', (n) => `$s = @"\n${repeated('azcmagent $x connect\n', n)}"@\n$s | Set-Content C:\\a.ps1\n`],
  psHereVars: [
    'x.ps1',
    (n) => repeated((i) => `$p${i} = 'C:\\a${i}.ps1'\n$s${i} = @'\n${psConnect}'@\nSet-Content $p${i} $s${i}\n`, n),
  ],
  psHereAppends: ['x.ps1', (n) => `$s = @'\n${psConnect}'@\n` + repeated('$s | Out-File C:\\a.ps1\n', n)],
  userData: ['x.txt', (n) => repeated('<powershell>\n' + psConnect + '</powershell>\n', n)],
  userDataOpen: ['x.txt', (n) => repeated('<powershell>\n', n) + psConnect],
};
