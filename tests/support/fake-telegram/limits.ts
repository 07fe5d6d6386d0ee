/** Telegram's documented rates: 30 messages a second over all; one a second to a chat, with a burst of five. */
export type Limits = { readonly retryAfter: (chat: number) => number | undefined };

type Bucket = { tokens: number; at: number };

export function documentedLimits(): Limits {
  const all: Bucket = { tokens: 30, at: performance.now() };
  const chats = new Map<number, Bucket>();
  return {
    retryAfter(chat) {
      const own = chats.get(chat) ?? { tokens: 5, at: performance.now() };
      chats.set(chat, own);
      refill(all, 30, 30);
      refill(own, 1, 5);
      if (all.tokens < 1) return 1;
      if (own.tokens < 1) return Math.ceil(1 - own.tokens);
      all.tokens -= 1;
      own.tokens -= 1;
      return undefined;
    },
  };
}

function refill(bucket: Bucket, perSecond: number, atMost: number): void {
  const now = performance.now();
  bucket.tokens = Math.min(atMost, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
  bucket.at = now;
}
