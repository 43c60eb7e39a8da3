export const outputs: string[];
