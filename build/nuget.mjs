import { chmodSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCommand } from './debian.mjs';
import { tools } from './paths.mjs';
import { run } from './run.mjs';

/**
 * The judges of what is written for Windows and for Azure: PowerShell and the Bicep compiler, from NuGet. Where there is
 * no .NET SDK they stay missing, and the tests that need them are skipped.
 */
const versions = { powershell: '7.6.9', bicep: '0.49.2' };
const executable = process.platform === 'win32' ? '.exe' : '';
const powershellFolder = join(tools, 'powershell', versions.powershell);
const bicepFolder = join(tools, 'bicep');
/** NuGet's names of the platforms that the Bicep compiler is built for. */
const bicepPlatform = `${{ win32: 'win', darwin: 'osx' }[process.platform] ?? process.platform}-${process.arch}`;
const bicepPackage = `azure.bicep.commandline.${bicepPlatform}`;

/** The path of a PowerShell 7: the one that was installed here, else the machine's own; undefined where there is none. */
export const findPowershell = () =>
  [join(powershellFolder, `pwsh${executable}`)].find((path) => existsSync(path)) ?? findCommand('pwsh');

/** The path of the Bicep compiler, or undefined. */
export const findBicep = () =>
  [join(bicepFolder, bicepPackage, versions.bicep, 'tools', `bicep${executable}`)].find((path) => existsSync(path)) ??
  findCommand('bicep');

/** The folder of .NET, which PowerShell asks for where it is not in one of the usual places; undefined without a .NET. */
export function dotnetRoot() {
  const dotnet = findCommand('dotnet');
  return dotnet && dirname(realpathSync(dotnet));
}

/** The steps that bring what is missing; none where no .NET SDK is there to take them. */
export function nugetSteps() {
  const dotnet = findCommand('dotnet');
  if (!dotnet) return [];
  return [
    { name: `PowerShell ${versions.powershell}`, isDone: findPowershell, take: () => installPowershell(dotnet) },
    { name: `Bicep ${versions.bicep}`, isDone: findBicep, take: () => installBicep(dotnet) },
  ].filter(({ isDone }) => !isDone());
}

/** .NET with a home of its own, so that it reads and writes nothing of the account's. */
function environment() {
  const home = join(tools, 'dotnet');
  mkdirSync(home, { recursive: true });
  return {
    ...process.env,
    HOME: home,
    DOTNET_CLI_HOME: home,
    NUGET_PACKAGES: join(home, 'packages'),
    DOTNET_CLI_TELEMETRY_OPTOUT: '1',
    DOTNET_NOLOGO: '1',
  };
}

const installPowershell = (dotnet) =>
  run(dotnet, ['tool', 'install', 'PowerShell', '--version', versions.powershell, '--tool-path', powershellFolder], {
    env: environment(),
    quiet: true,
  });

/** The compiler is a program in a package that is no .NET tool, so a project that only downloads it is restored. */
async function installBicep(dotnet) {
  mkdirSync(bicepFolder, { recursive: true });
  const project = join(bicepFolder, 'bicep.csproj');
  writeFileSync(
    project,
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup>
  <ItemGroup><PackageDownload Include="${bicepPackage}" Version="[${versions.bicep}]" /></ItemGroup>
</Project>
`,
  );
  await run(dotnet, ['restore', project, '--packages', bicepFolder], { env: environment(), quiet: true });
  if (process.platform !== 'win32') chmodSync(findBicep(), 0o755);
}
