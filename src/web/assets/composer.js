import { element, fill } from './words.js';

const fileAtMost = 20 * 1024 * 1024;
const captionAtMost = 4096;

/**
 * Where one writes: text, files by button, by dropping and by pasting.
 * @param {{ screen: HTMLElement, words: Record<string, string> }} needs
 */
export function createComposer({ screen, words }) {
  const form = screen.querySelector('.composer');
  const text = form.querySelector('textarea');
  const picker = form.querySelector('input[type=file]');
  const tray = form.querySelector('.tray');
  const mistake = form.querySelector('.mistake');
  /** @type {ReturnType<import('./conversation.js').createConversation> | undefined} */
  let conversation;

  function grow() {
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight}px`;
  }

  function showFiles() {
    tray.hidden = conversation.files.length === 0;
    tray.replaceChildren(
      ...conversation.files.map((file) => {
        const label = fill(words.remove, { name: file.name });
        const remove = element('button', { type: 'button', title: label, 'aria-label': label }, '×');
        remove.addEventListener('click', () => {
          conversation.files = conversation.files.filter((other) => other !== file);
          showFiles();
          text.focus();
        });
        return element('li', {}, element('span', {}, file.name), remove);
      }),
    );
  }

  const wrongWith = (file) => {
    if (file.size > fileAtMost) return fill(words['file-too-big'], { name: file.name });
    return file.size === 0 ? fill(words['file-empty'], { name: file.name }) : undefined;
  };

  function choose(files) {
    mistake.textContent = files.map(wrongWith).filter(Boolean).join(' ');
    conversation.files = [...conversation.files, ...files.filter((file) => !wrongWith(file))];
    showFiles();
    text.focus();
  }

  function send() {
    const { files } = conversation;
    const written = text.value.trim();
    if (written === '' && files.length === 0) return;
    const isCaption = files.length > 0 && written.length <= captionAtMost;
    if (written !== '' && !isCaption) conversation.say({ text: written });
    files.forEach((file, index) => {
      conversation.say({ file, caption: isCaption && index === 0 ? written : '' });
    });
    conversation.files = [];
    mistake.textContent = '';
    text.value = '';
    conversation.keepDraft('');
    showFiles();
    grow();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
    text.focus();
  });
  text.addEventListener('keydown', (event) => {
    // While a Vietnamese keyboard composes, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  text.addEventListener('input', () => {
    conversation.keepDraft(text.value);
    grow();
  });
  form.querySelector('.menu').addEventListener('click', () => conversation.say({ text: '/menu' }));
  form.querySelector('.attach').addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    choose([...picker.files]);
    picker.value = '';
  });

  const filesIn = (transfer) => [...(transfer?.files ?? [])];
  text.addEventListener('paste', (event) => {
    const files = filesIn(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    choose(files);
  });

  screen.querySelector('.drop').textContent = words.drop;
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');
  screen.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    screen.dataset.dragging = '';
  });
  screen.addEventListener('dragleave', (event) => {
    if (!screen.contains(event.relatedTarget)) delete screen.dataset.dragging;
  });
  screen.addEventListener('drop', (event) => {
    delete screen.dataset.dragging;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    choose(filesIn(event.dataTransfer));
  });

  return {
    show(other) {
      conversation = other;
      text.value = other.draft;
      mistake.textContent = '';
      showFiles();
      grow();
    },
  };
}
