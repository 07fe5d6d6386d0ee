// One stream for all phones of the page: a browser opens only six connections to one server.

const silenceMs = 50_000;
const pausesMs = [1000, 2000, 4000, 8000];

/**
 * Follows what is said to these phones, for as long as the page lives; comes back by itself.
 * @param {{
 *   history: (token: string, items: object[]) => void,
 *   message: (token: string, item: object) => void,
 *   line: (isUp: boolean) => void,
 * }} ears
 */
export function createStream(ears) {
  let tokens = [];
  let source;
  let watchdog;
  let retry;
  let failures = 0;

  const stop = () => {
    source?.close();
    clearTimeout(watchdog);
    clearTimeout(retry);
  };

  const fail = () => {
    ears.line(false);
    stop();
    retry = setTimeout(open, pausesMs[Math.min(failures, pausesMs.length - 1)]);
    failures += 1;
  };

  // A line can be dead without anybody saying so: the server sends something every twenty seconds.
  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(fail, silenceMs);
  };

  function open() {
    stop();
    const followed = tokens;
    const query = new URLSearchParams(followed.filter(Boolean).map((token) => ['phone', token]));
    source = new EventSource(`/channels/browser/events?${query}`);
    alive();
    source.addEventListener('error', fail);
    source.addEventListener('beat', alive);
    source.addEventListener('history', (event) => {
      alive();
      failures = 0;
      ears.line(true);
      const { phone, items } = JSON.parse(event.data);
      ears.history(followed[phone], items);
    });
    source.addEventListener('message', (event) => {
      alive();
      const { phone, item } = JSON.parse(event.data);
      ears.message(followed[phone], item);
    });
  }

  addEventListener('online', () => tokens.length > 0 && open());
  addEventListener('pagehide', stop);
  addEventListener('pageshow', (event) => event.persisted && open());

  return {
    /** @param {string[]} wanted */
    follow(wanted) {
      const distinct = [...new Set(wanted)];
      if (distinct.length === tokens.length && distinct.join() === tokens.join()) return;
      tokens = distinct;
      open();
    },
  };
}
