const two = (value) => String(value).padStart(2, '0');

/** Minutes east of Greenwich in an ISO moment. */
export function offsetOf(iso) {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(iso) ?? [undefined, '+', '00', '00'];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * Writes moments as the place of the rehearsal reads them, wherever the browser is.
 * @param {Record<string, string>} words
 * @param {number} offset
 */
export function createMoments(words, offset) {
  const there = (at) => new Date(new Date(at).getTime() + offset * 60_000);
  const date = (at) => {
    const day = there(at);
    return `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
  };
  const time = (at) => `${two(there(at).getUTCHours())}:${two(there(at).getUTCMinutes())}`;
  const day = (at) => `${words[`day${there(at).getUTCDay()}`]}, ${date(at)}`;
  return { date, time, day, full: (at) => `${time(at)}, ${day(at)}` };
}
