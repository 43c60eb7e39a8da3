const secretName = /secret|passw|pwd|token|credential|api-?key|access-?key|private-?key|connection-?string/i;

/** Whether a key's name says that its value is one nobody else should see. */
export const isSecretName = (name: string): boolean => secretName.test(name);
