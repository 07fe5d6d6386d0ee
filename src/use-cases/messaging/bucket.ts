/** A token bucket on the process's own steady clock. */
export type Bucket = { readonly has: (tokens: number) => boolean; readonly take: (tokens: number) => void };

export function bucket(perSecond: number, capacity: number): Bucket {
  let tokens = capacity;
  let at = performance.now();
  const refill = () => {
    const now = performance.now();
    tokens = Math.min(capacity, tokens + ((now - at) / 1000) * perSecond);
    at = now;
  };
  return {
    has(wanted) {
      refill();
      return tokens >= Math.min(wanted, capacity);
    },
    take(taken) {
      tokens -= taken;
    },
  };
}
