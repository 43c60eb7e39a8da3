export function extensionId(): string;
export function installUnpacked(extensionsFolder: string): string;
