// The form works without this; with it, a slow line does not tempt anyone to send twice.
const form = document.querySelector('form');
form?.addEventListener('submit', () => {
  const button = form.querySelector('button');
  button.textContent = button.dataset.sending;
  button.disabled = true;
});
// Coming back with the browser's button finds the form as it was left.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
