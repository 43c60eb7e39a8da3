const secretName = /secret|passw|pwd|token|credential|api-?key|access-?key|private-?key|connection-?string/i;

export const isSecretName = (name: string): boolean => secretName.test(name);
