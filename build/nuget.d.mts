/** The path of a PowerShell 7, or undefined where there is none. */
export declare function findPowershell(): string | undefined;

/** The path of the Bicep compiler, or undefined where there is none. */
export declare function findBicep(): string | undefined;

/** The folder of .NET, for programs that have to be told; undefined where there is none. */
export declare function dotnetRoot(): string | undefined;
