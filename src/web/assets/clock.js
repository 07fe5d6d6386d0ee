import { createMoments, offsetOf } from './moments.js';

const lookAgainMs = 20_000;

/**
 * The clock of the rehearsal: ticks by itself, and follows when it was moved elsewhere.
 * @param {{ now: string, language: string, chat: Record<string, string>, clock: Record<string, string> }} data
 */
export function createClock({ now: first, language, chat, clock: words }) {
  const offset = offsetOf(first);
  const moments = createMoments(chat, offset);
  const [day, time, news] = ['clock-day', 'clock-time', 'clock-news'].map((id) =>
    document.getElementById(id),
  );
  const buttons = [...document.querySelectorAll('[data-advance]')];
  const listeners = new Set();
  let known = Date.parse(first);
  let since = performance.now();
  let isMoving = false;
  let quiet;

  const now = () => new Date(known + (isMoving ? 0 : performance.now() - since));

  function show() {
    const at = now();
    day.textContent = moments.day(at);
    time.textContent = moments.time(at);
    time.dateTime = at.toISOString();
    for (const listener of listeners) listener(moments.time(at));
  }

  function set(iso) {
    known = Date.parse(iso);
    since = performance.now();
    show();
  }

  function say(text, isWrong = false) {
    clearTimeout(quiet);
    news.textContent = text;
    news.toggleAttribute('data-wrong', isWrong);
    if (text && !isMoving) quiet = setTimeout(() => say(''), isWrong ? 15_000 : 5000);
  }

  async function ask(init) {
    const response = await fetch(`/demo/clock?lang=${language}`, init);
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.sentence ?? words.failed);
    return answer.now;
  }

  const busy = (pressed) => {
    for (const button of buttons) {
      button.disabled = pressed !== undefined;
      button.toggleAttribute('data-busy', button === pressed);
    }
  };

  async function move(button) {
    known = now().getTime();
    isMoving = true;
    busy(button);
    say(words.moving);
    try {
      const reached = await ask({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advance: button.dataset.advance }),
      });
      isMoving = false;
      set(reached);
      say(words.moved.replace('{moment}', moments.full(reached)));
    } catch (error) {
      isMoving = false;
      since = performance.now();
      // What fetch itself throws is in the browser's words, not ours.
      say(error instanceof TypeError || error instanceof SyntaxError ? words.failed : error.message, true);
    }
    busy(undefined);
    // A disabled button loses the focus of whoever pressed it.
    if (document.activeElement === document.body) button.focus();
  }

  async function look() {
    if (isMoving || document.hidden) return;
    try {
      const there = await ask();
      if (!isMoving) set(there);
    } catch {
      // The line below the phones' names says when nobody answers.
    }
  }

  for (const button of buttons) button.addEventListener('click', () => move(button));
  show();
  setInterval(show, 1000);
  setInterval(look, lookAgainMs);
  document.addEventListener('visibilitychange', look);

  return {
    now,
    moments,
    /** @param {(time: string) => void} listener */
    onTick(listener) {
      listeners.add(listener);
      listener(moments.time(now()));
    },
    /** Somebody else's message is from a later moment: the clock was moved. */
    notice: (at) => Date.parse(at) > now().getTime() + 60_000 && look(),
  };
}
