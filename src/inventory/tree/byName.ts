// Lazy, because creating it takes longer than activation.
let collator: Intl.Collator | undefined;

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a.name, b.name);
}
