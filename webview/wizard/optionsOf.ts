/** A label for each word of the document that there is to choose, in the order of the form. */
export const optionsOf = <T extends string>(
  labels: Readonly<Record<T, string>>,
): readonly { readonly value: T; readonly label: string }[] =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));
