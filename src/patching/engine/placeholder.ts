const started = /^(?:[<[{*]|your|enter|todo|x{3,}|\$\w+$|\$\{\w+\}$)/i;
// As a whole: a secret may begin like these.
const whole =
  /^(?:(?:(?:my|the|new|client|service[ _-]?principal|spn?|app)[ _-]?)*(?:secret|password|passwd|token|key)(?:[ _-]?(?:value|here))*|tb[cda]|n\/a|none|null|nil|dummy|sample|example|change[ _-]?(?:me|it|this)|place[ _-]?holder|redacted|removed|hidden|secret|(?:insert|replace|fill|put|add|paste|provide)[ _-][^\d]{1,60}|[.\-_*?#]{2,}|%\w+%|@\w+@|#\{[^{}]{1,60}\}#?)$/i;

/** Empty, `<ENTER SECRET HERE>`, `[Your Proxy URL]`, `Secret`, `TBD`, or a variable that is filled in later. */
export const isPlaceholder = (text: string): boolean => {
  const trimmed = text.trim();
  return trimmed === '' || started.test(trimmed) || whole.test(trimmed);
};
