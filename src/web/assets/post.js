const patienceMs = { text: 30_000, file: 180_000 };

/** @typedef {{ id: string, text?: string, press?: string, label?: string, file?: File, caption?: string }} Letter */

/** @param {Letter} letter */
function bodyOf({ id, file, caption, ...written }) {
  if (!file) {
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id, ...written }) };
  }
  const form = new FormData();
  form.set('id', id);
  form.set('caption', caption ?? '');
  form.set('file', file, file.name);
  return { headers: {}, body: form };
}

/**
 * Sends one message. `failed`: it may be sent again, under the same id; `refused`: it never will be accepted.
 * @param {string} token of the phone; empty where the cookie says it
 * @param {Letter} letter
 * @returns {Promise<{ state: 'sent', item: object } | { state: 'failed' } | { state: 'refused', why: string }>}
 */
export async function post(token, letter) {
  try {
    const { headers, body } = bodyOf(letter);
    const response = await fetch('/channels/browser/messages', {
      method: 'POST',
      headers: { ...headers, ...(token && { 'x-phone': token }) },
      body,
      signal: AbortSignal.timeout(letter.file ? patienceMs.file : patienceMs.text),
    });
    const answer = await response.json();
    if (response.status === 202) return { state: 'sent', item: answer.item };
    const isHopeless = [400, 403, 413].includes(response.status);
    return isHopeless ? { state: 'refused', why: answer.error } : { state: 'failed' };
  } catch {
    return { state: 'failed' };
  }
}
