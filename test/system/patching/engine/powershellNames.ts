import { Maker } from './powershellCommands';

/** A script that connects, and has variables of its own that are called as the gateway's might be. */
export interface NamedScript {
  readonly text: string;
  /** How its variables are set, and where it connects. */
  readonly shapes: ReadonlySet<string>;
}

const names = [
  'gatewayId',
  'GatewayId',
  'GATEWAY_ID',
  'gateway_id',
  'arcGatewayId',
  'ArcGatewayID',
  'arc_gateway_id',
  'arcGatewayResourceId',
  'ARC_GATEWAY_RESOURCE_ID',
  'site',
];
/** A value that the script's own gateway may have; patching replaces it where it stands in a variable of that name. */
export const otherGateway = '/subscriptions/0/resourceGroups/old/providers/Microsoft.HybridCompute/gateways/gw-old';

type Setter = (name: string, value: string) => string;

/** Ways to give a variable a value. */
const setters: Readonly<Record<string, Setter>> = {
  plain: (name, value) => `$${name} = "${value}"`,
  braced: (name, value) => `\${${name}} = '${value}'`,
  typed: (name, value) => `[string]$${name} = "${value}"`,
  script: (name, value) => `$script:${name} = "${value}"`,
  global: (name, value) => `$global:${name} = "${value}"`,
  appended: (name, value) => `$${name} += "${value}"`,
  list: (name, value) => `$one, $${name} = 1, "${value}"`,
  member: (name, value) => `$${name} = @{}; $${name}.Value = "${value}"`,
  loop: (name, value) => `foreach ($${name} in "${value}") { Show-Value $${name} }`,
  count: (name) => `for ($${name} = 0; $${name} -lt 2; $${name}++) { }`,
  outVariable: (name, value) => `Write-Output "${value}" -OutVariable ${name} | Out-Null`,
  outVariableColon: (name, value) => `Write-Output "${value}" -ov:${name} | Out-Null`,
  pipelineVariable: (name, value) =>
    `Write-Output "${value}" -PipelineVariable ${name} | ForEach-Object { Show-Value $${name} }`,
  setVariable: (name, value) => `Set-Variable -Name ${name} -Value "${value}"`,
  setVariablePlain: (name, value) => `sv ${name} "${value}" -Scope Script`,
  newVariable: (name, value) => `New-Variable -Name '${name}' -Value '${value}' -Force`,
  computedName: (name, value) => `Set-Variable -Name ("${name.slice(0, 3)}" + "${name.slice(3)}") -Value "${value}"`,
  variableDrive: (name, value) => `Set-Item variable:${name} "${value}"`,
  tee: (name, value) => `"${value}" | Tee-Object -Variable ${name} | Out-Null`,
  reference: (name, value) =>
    `function Set-It([ref]$It) { $It.Value = "${value}" }; $${name} = ""; Set-It ([ref]$${name})`,
  expression: (name, value) => `Invoke-Expression '$${name} = "${value}"'`,
  dotted: (name, value) => `Set-Content ./own.ps1 '$${name} = "${value}"'; . ./own.ps1`,
  data: (name, value) => `data ${name} { "${value}" }`,
  parameter: (name, value) => `function Use-It([string]$${name}) { Show-Value $${name} }; Use-It "${value}"`,
  block: (name, value) => `& { param($${name}) Show-Value $${name} } "${value}"`,
  method: (name, value) =>
    `class Own { static [string] Of([string]$${name}) { return $${name} } }; Show-Value ([Own]::Of("${value}"))`,
  environment: (name, value) => `$env:${name} = "${value}"`,
};

const values = (maker: Maker): readonly (readonly [flag: string, name: string])[] => {
  const lead = maker.pick(['$', '$', '$', '$env:', '$script:', '$global:']);
  const written = maker.pick([
    ['rg', 'tenant', 'place', 'sub'],
    ['ResourceGroup', 'TenantId', 'Location', 'SubscriptionId'],
    ['RESOURCE_GROUP', 'TENANT_ID', 'LOCATION', 'SUBSCRIPTION_ID'],
    ['resource_group', 'tenant_id', 'location_name', 'subscription_id'],
  ]);
  return ['resource-group', 'tenant-id', 'location', 'subscription-id'].map(
    (flag, index) => [flag, `${lead}${written[index] ?? ''}`] as const,
  );
};

/** Places to connect from, each with what the script's values are there. */
const places: Readonly<Record<string, (connect: (values?: readonly string[]) => string) => string>> = {
  top: (connect) => connect(),
  try: (connect) => `try {\n    ${connect()}\n}\ncatch { throw }`,
  if: (connect) => `if ($true) { ${connect()} }`,
  function: (connect) => `function Connect-It { ${connect()} }\nConnect-It`,
  parameters: (connect) =>
    `function Connect-It($gatewayId, $rg2) { ${connect(['$rg2'])}; Show-Value $gatewayId }\nConnect-It "own" "rg-two"`,
  block: (connect) => `& { ${connect()} }`,
  loop: (connect) => `foreach ($round in 1..2) { ${connect()} }`,
  method: (connect) =>
    `class Onboarding { static [void] Connect([string]$a, [string]$b) { ${connect(['$a', '$b', '$a', '$b'])} | Out-Null } }\n[Onboarding]::Connect("rg", "place")`,
};

export function makeNamedScript(random: () => number): NamedScript {
  const maker = new Maker(random);
  const shapes = new Set<string>();
  const own = Array.from({ length: maker.pick([1, 2, 2, 3, 4]) }, () => maker.pick(names)).map((name) => {
    const kind = maker.pick(Object.keys(setters));
    shapes.add(kind);
    const value = maker.chance(0.2) ? otherGateway : maker.pick(['own', 'other-site', '10.0.0.1']);
    return { name, line: setters[kind]?.(name, value) ?? '' };
  });
  const flags = values(maker);
  const declarations = flags.map(([flag, name]) => `${name} = "${flag}-value"`);
  const place = maker.pick(Object.keys(places));
  shapes.add(`in ${place}`);
  // The variable that the script connects with already is not one of its other values.
  const givenName = maker.chance(0.1) ? own[0]?.name : undefined;
  const given = givenName === undefined ? '' : ` --gateway-id $${givenName}`;
  const connect = (written: readonly string[] = []): string =>
    `azcmagent connect ${flags.map(([flag, name], index) => `--${flag} ${written[index] ?? name}`).join(' ')}${given}`;
  const before = own.filter(() => maker.chance(0.5));
  const lines = [
    ...(maker.chance(0.15) ? [`param($${maker.pick(names)} = "given")`] : []),
    ...before.map(({ line }) => line),
    ...declarations,
    ...own.filter((each) => !before.includes(each)).map(({ line }) => line),
    places[place]?.(connect) ?? '',
    ...names
      .filter((name) => name.toLowerCase() !== givenName?.toLowerCase())
      .map((name) => `Show-Value '${name}' $${name} $env:${name}`),
    ...flags.map(([, name]) => `Show-Value ${name}`),
  ];
  return { text: `${lines.join('\n')}\n`, shapes };
}

export const nameShapes = [...Object.keys(setters), ...Object.keys(places).map((place) => `in ${place}`)];
