export function enterOwnHome(): void;
export function furnishHome(home: string): void;
