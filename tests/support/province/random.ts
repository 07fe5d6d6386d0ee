/** The same numbers for the same seed, everywhere and always (mulberry32). */
export type Random = {
  /** 0 ≤ n < 1. */
  readonly next: () => number;
  readonly below: (end: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly chance: (part: number) => boolean;
};

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { next, below, pick: (items) => items[below(items.length)]!, chance: (part) => next() < part };
}

/** `total` in as many parts as there are weights: at least 1 each, nearly as the weights are, and exactly the total. */
export function shares(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const free = total - weights.length;
  if (free < 0) throw new Error(`${total} can not be shared among ${weights.length}`);
  const exact = weights.map((weight) => (free * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = free - parts.reduce((a, b) => a + b, 0);
  const byRest = exact.map((part, at) => [part - Math.floor(part), at] as const);
  for (const [, at] of byRest.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, left)) parts[at]! += 1;
  return parts.map((part) => part + 1);
}

export const unevenly = (count: number, random: Random): readonly number[] =>
  Array.from({ length: count }, () => 0.6 + 0.8 * random.next());
