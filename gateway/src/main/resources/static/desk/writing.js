// The box in which operators write: canned replies, files, streets, and the form of an appeal.
import { $, $$, SignedOut, get, put, saySignedOut, say, seldom, words } from './server.js';
import { keepDraft } from './forms.js';

let typedAt = 0;
export const typing = () => Date.now() - typedAt < 5000;
export const quiet = () => { typedAt = 0; };

export function insert(text, from = null) {
  const area = $('#reply-text');
  if (!area) return;
  const start = from ?? area.selectionStart;
  area.setRangeText(text, start, Math.max(area.selectionEnd, start), 'end');
  keepDraft(area.form);
  area.focus();
}

// Canned replies: "/" at the beginning of a line, and what follows is searched for.
function asked(area) {
  const before = area.value.slice(0, area.selectionEnd);
  const line = before.lastIndexOf('\n') + 1;
  return before[line] === '/' ? { from: line, text: before.slice(line + 1) } : null;
}

const list = () => $('#canned');
export function closeCanned() {
  if (list()) list().hidden = true;
  $('#reply-text')?.removeAttribute('aria-activedescendant');
}

const search = seldom(200, async (area) => {
  const ask = asked(area);
  if (!ask) return closeCanned();
  try {
    const answer = await get(`${area.dataset.canned}&q=${encodeURIComponent(ask.text)}`);
    if (!answer.ok) { closeCanned(); put($('#reply-notice'), answer.text); return; }
    put(list(), answer.text);
    list().dataset.asked = ask.text;
    list().hidden = false;
    mark(0);
  } catch (e) {
    if (e instanceof SignedOut) saySignedOut($('#reply-notice'));
  }
});

function mark(number) {
  const options = $$('[role="option"]', list());
  if (!options.length) return;
  const at = (number + options.length) % options.length;
  options.forEach((one, i) => one.setAttribute('aria-selected', String(i === at)));
  options[at].scrollIntoView({ block: 'nearest' });
  $('#reply-text').setAttribute('aria-activedescendant', options[at].id);
}

function choose(option) {
  const area = $('#reply-text');
  const ask = asked(area);
  closeCanned();
  insert(option.dataset.text, ask?.from);
  const open = area.value.indexOf('⟦');
  if (open >= 0) area.setSelectionRange(open, area.value.indexOf('⟧', open) + 1);
}

// What was found for fewer letters isn't what is meant now.
function pick(area, option) {
  if (asked(area)?.text === list().dataset.asked) choose(option);
}

function cannedKeys(event) {
  if (!list() || list().hidden) return;
  const at = $$('[role="option"]', list()).findIndex((one) => one.getAttribute('aria-selected') === 'true');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') mark(at + (event.key === 'ArrowDown' ? 1 : -1));
  else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0 && !event.ctrlKey) pick(event.target, $$('[role="option"]', list())[at]);
  else if (event.key === 'Escape') closeCanned();
  else return;
  event.preventDefault();
}

// Files: shown before they leave, and taken out again.
function setFiles(files) {
  const all = new DataTransfer();
  files.forEach((file) => all.items.add(file));
  $('#files').files = all.files;
  showFiles();
}

let shown = [];
export function showFiles() {
  const chosen = $('#chosen');
  if (!chosen) return;
  shown.forEach((url) => URL.revokeObjectURL(url));
  shown = [];
  chosen.replaceChildren(...[...$('#files').files].map((file, number) => {
    const item = document.createElement('li');
    if (file.type.startsWith('image/')) {
      const picture = document.createElement('img');
      picture.src = URL.createObjectURL(file);
      picture.alt = '';
      shown.push(picture.src);
      item.append(picture);
    }
    const name = document.createElement('span');
    name.textContent = file.name;
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'quiet small-button';
    remove.textContent = '✕';
    remove.setAttribute('aria-label', `${words().remove} ${file.name}`);
    remove.addEventListener('click', () => {
      setFiles([...$('#files').files].filter((_, i) => i !== number));
      $('#reply-text').focus();
    });
    item.append(name, remove);
    return item;
  }));
}

const addFiles = (files) => { if (files.length && $('#files')) setFiles([...$('#files').files, ...files]); };

// Streets of the register, for what is typed.
const streets = seldom(200, async (input) => {
  const option = $$('option', input.list).find((one) => one.value === input.value);
  const id = input.form.elements.streetId;
  id.value = option?.dataset.id ?? '';
  if (option) return;
  const answer = await get(`/desk/streets?street=${encodeURIComponent(input.value)}`).catch(() => null);
  if (answer?.ok) input.list.innerHTML = answer.text;
});

async function details(input) {
  const form = input.form;
  const answer = await get('/desk/register/details?' + new URLSearchParams(new FormData(form))).catch(() => null);
  if (answer?.ok) put($('#r-details'), answer.text);
}

export async function register() {
  const button = $('#register-button');
  if (!button) return;
  try {
    const answer = await get(button.dataset.register);
    put($('#register-body'), answer.text);
    $('#register-dialog').showModal();
    ($('[name="category"][value=""]', $('#register-body')) ?? $('input:not([type="hidden"])', $('#register-body')))?.focus();
  } catch (e) {
    if (e instanceof SignedOut) saySignedOut($('#reply-notice'));
    else say($('#reply-notice'), words().failed);
  }
}

export function start(beat) {
  document.addEventListener('input', (event) => {
    const field = event.target;
    if (field.id === 'reply-text') {
      const began = !typing();
      typedAt = Date.now();
      if (began) beat(true);
      if (asked(field)) search(field); else closeCanned();
    } else if (field.matches('[data-street]')) {
      streets(field);
    }
  });
  document.addEventListener('change', (event) => {
    if (event.target.id === 'files') showFiles();
    if (event.target.matches('[data-category]')) details(event.target);
  });
  document.addEventListener('keydown', (event) => {
    if (event.target.id === 'reply-text') cannedKeys(event);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('form[data-draft] textarea')) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });
  document.addEventListener('paste', (event) => {
    if (event.target.id === 'reply-text' && event.clipboardData.files.length) {
      event.preventDefault();
      addFiles([...event.clipboardData.files]);
    }
  });
  document.addEventListener('dragover', (event) => { if (event.target.closest?.('.talk')) event.preventDefault(); });
  document.addEventListener('drop', (event) => {
    if (!event.target.closest?.('.talk')) return;
    event.preventDefault();
    addFiles([...event.dataTransfer.files]);
  });
  document.addEventListener('sent', () => { quiet(); showFiles(); });
  document.addEventListener('click', (event) => {
    const option = event.target.closest('#canned [role="option"]');
    if (option) choose(option);
    else if (event.target.closest('#canned-button')) { insert(asked($('#reply-text')) ? '' : ($('#reply-text').value ? '\n/' : '/')); search($('#reply-text')); }
    else if (event.target.closest('#register-button')) register();
    else if (event.target.closest('[data-put]')) insert(event.target.closest('[data-put]').dataset.put);
    else if (!event.target.closest('.canned-box')) closeCanned();
  });
}
