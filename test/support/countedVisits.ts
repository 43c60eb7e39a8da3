/** A list that counts how often one of its items is looked at, by whatever method. */
export const countVisits = <T>(items: readonly T[], count: { visits: number }): readonly T[] =>
  new Proxy(items, {
    get: (target, property, receiver) => {
      if (typeof property === 'string' && /^\d+$/.test(property)) count.visits += 1;
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
