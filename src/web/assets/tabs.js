import { fill } from './words.js';

const steps = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * On a narrow window one phone is seen at a time.
 * @param {{ words: Record<string, string>, onShow: (place: string) => void }} needs
 */
export function createTabs({ words, onShow }) {
  const narrow = matchMedia('(width < 68rem)');
  const tabs = [...document.querySelectorAll('[role=tab]')];
  const panels = new Map([...document.querySelectorAll('section.place')].map((p) => [p.dataset.place, p]));
  let selected = tabs[0].dataset.place;

  function show() {
    for (const tab of tabs) {
      const { place } = tab.dataset;
      const panel = panels.get(place);
      const isSelected = place === selected;
      tab.setAttribute('aria-selected', String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      panel.hidden = narrow.matches && !isSelected;
      if (narrow.matches) panel.setAttribute('role', 'tabpanel');
      else panel.removeAttribute('role');
    }
  }

  function tell() {
    for (const [place, panel] of panels) if (!panel.hidden) onShow(place);
  }

  function select(tab) {
    selected = tab.dataset.place;
    show();
    tell();
  }

  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => select(tab));
    tab.addEventListener('keydown', (event) => {
      const step = steps[event.key];
      const ends = { Home: tabs[0], End: tabs.at(-1) };
      const next = step ? tabs[(index + step + tabs.length) % tabs.length] : ends[event.key];
      if (!next) return;
      event.preventDefault();
      select(next);
      next.focus();
    });
  });
  narrow.addEventListener('change', () => {
    show();
    tell();
  });
  show();

  return {
    isShown: (place) => !panels.get(place).hidden,
    /** @param {string} place @param {number} unread */
    badge(place, unread) {
      const badge = tabs.find((tab) => tab.dataset.place === place).querySelector('.badge');
      badge.hidden = unread === 0;
      badge.textContent = unread > 0 ? String(Math.min(unread, 99)) : '';
      badge.setAttribute('aria-label', fill(words.unread, { n: unread }));
    },
  };
}
