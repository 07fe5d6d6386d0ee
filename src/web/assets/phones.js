import { createClock } from './clock.js';
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { createLog } from './log.js';
import { createStream } from './stream.js';
import { createTabs } from './tabs.js';
import { element } from './words.js';

const data = JSON.parse(document.body.dataset.page);
const { personas, chat: words, language, groups } = data;
const clock = createClock(data);

const conversations = new Map(personas.map(({ token }) => [token, createConversation(token, clock.now)]));

// A Vietnamese name is called by its last word; the two last tell people apart.
const initials = (name) =>
  name
    .split(/\s+/)
    .slice(-2)
    .map((word) => word[0] ?? '')
    .join('');

const described = ({ name, post, place }) => [name, post, place].filter(Boolean).join(' · ');

function fillSelect(select) {
  for (const [role, label] of Object.entries(groups)) {
    const those = personas.filter((persona) => persona.role === role);
    if (those.length === 0) continue;
    const options = those.map((persona) => element('option', { value: persona.token }, described(persona)));
    select.append(element('optgroup', { label }, ...options));
  }
}

function createPhone(section) {
  const { place } = section.dataset;
  const screen = section.querySelector('.screen');
  const select = section.querySelector('select');
  const log = createLog({
    list: section.querySelector('.log'),
    jump: section.querySelector('.jump'),
    words,
    language,
    moments: clock.moments,
  });
  const composer = createComposer({ screen, words });
  const barTime = section.querySelector('.bar-time');
  clock.onTick((time) => {
    barTime.textContent = time;
  });
  fillSelect(select);
  const key = `persona.${place}`;
  const kept = sessionStorage.getItem(key);
  const persona =
    personas.find(({ token }) => token === kept) ??
    personas.find(({ role }) => role === place) ??
    personas[0];
  const phone = { place, token: undefined, select, line: section.querySelector('.line'), show };

  function show(token) {
    const { name, post, place: where, role } = personas.find((other) => other.token === token);
    phone.token = token;
    sessionStorage.setItem(key, token);
    select.value = token;
    section.querySelector('.who-name').textContent = name;
    section.querySelector('.face').textContent = role === 'new' ? '?' : initials(name);
    section.querySelector('.post').textContent = [post, where].filter(Boolean).join(' · ');
    log.show(conversations.get(token), role === 'new' ? words['empty-new'] : words.empty);
    composer.show(conversations.get(token));
  }

  if (persona) show(persona.token);
  return phone;
}

const phones = [...document.querySelectorAll('section.place')].map(createPhone);
const phonesOf = (token) => phones.filter((phone) => phone.token === token);

const tabs = createTabs({
  words,
  onShow(place) {
    const phone = phones.find((other) => other.place === place);
    const conversation = conversations.get(phone?.token);
    if (conversation) conversation.unread = 0;
    showBadges();
  },
});

function showBadges() {
  for (const { place, token } of phones) tabs.badge(place, conversations.get(token)?.unread ?? 0);
}

const stream = createStream({
  history: (token, items) => conversations.get(token)?.hearHistory(items),
  message: (token, item) => conversations.get(token)?.hear(item),
  line(isUp) {
    for (const { line } of phones) line.textContent = isUp ? '' : words.offline;
  },
});

for (const [token, conversation] of conversations) {
  conversation.listen(({ fresh = [] }) => {
    const heard = fresh.filter(({ from }) => from === 'bot');
    for (const { at } of heard) clock.notice(at);
    const isSeen = phonesOf(token).some(({ place }) => tabs.isShown(place));
    if (isSeen || heard.length === 0) return;
    conversation.unread += heard.length;
    showBadges();
  });
}

const follow = () => stream.follow(phones.map(({ token }) => token).filter(Boolean));

for (const phone of phones) {
  phone.select.addEventListener('change', () => {
    phone.show(phone.select.value);
    if (tabs.isShown(phone.place)) conversations.get(phone.token).unread = 0;
    showBadges();
    follow();
  });
}

follow();
