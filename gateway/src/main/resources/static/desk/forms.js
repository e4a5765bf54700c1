// Forms: sent once, answered in place. What was typed is let go only when it was taken.
import { $, $$, SignedOut, post, put, say, saySignedOut, words } from './server.js';
import { connected } from './line.js';

const AGAIN = 2000;
const MOST_TRIES = 20;
const doneFollowers = [];

export const onDone = (follower) => doneFollowers.push(follower);

const key = (form) => `holos-draft:${form.id}:${form.elements.conversation?.value}`;

export function keepDraft(form) {
  const area = $('textarea', form);
  if (area.value) sessionStorage.setItem(key(form), area.value);
  else sessionStorage.removeItem(key(form));
}

export function restoreDrafts(root) {
  $$('form[data-draft]', root).forEach((form) => {
    const kept = sessionStorage.getItem(key(form));
    if (kept) {
      $('textarea', form).value = kept;
      form.closest('details')?.setAttribute('open', '');
    }
  });
}

function body(form) {
  const data = new FormData(form);
  return form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
}

function trigger(answer) {
  const given = answer.at.get('HX-Trigger');
  return given?.startsWith('{') ? JSON.parse(given)['desk-done'] : null;
}

function busy(form, is) {
  $$('button:not([type="button"])', form).forEach((button) => {
    button.disabled = is || !connected();
    button.dataset.busy = is ? 'yes' : 'no';
  });
  $$('textarea', form).forEach((area) => { area.readOnly = is; });
}

async function send(form, tries = 0) {
  const notice = $(form.dataset.notice) ?? $('#desk-notice');
  if (!connected()) {
    say(notice, words().offline);
    return;
  }
  if (tries === 0 && form.dataset.sending === 'yes') return;
  form.dataset.sending = 'yes';
  busy(form, true);
  let waits = false;
  try {
    const answer = await post(form.action, body(form));
    const done = trigger(answer);
    if (done) {
      settled(form, done, answer.text, notice);
    } else if (answer.status === 202) {
      put(notice, answer.text);
      waits = tries < MOST_TRIES && document.contains(form);
    } else if (form.dataset.replace && answer.text.includes('<form')) {
      put($(form.dataset.replace), answer.text);
      $('[aria-invalid="true"]', $(form.dataset.replace))?.focus();
    } else if (answer.text.includes('class="notice')) {
      put(notice, answer.text);
    } else {
      say(notice, answer.status === 413 ? words().large : words().failed);
    }
  } catch (e) {
    if (e instanceof SignedOut) saySignedOut(notice);
    else say(notice, words().failed);
  }
  if (waits) {
    // The same request again does nothing twice; it only asks what became of it.
    setTimeout(() => send(form, tries + 1), AGAIN);
  } else {
    form.dataset.sending = 'no';
    busy(form, false);
  }
}

function settled(form, done, html, notice) {
  if (form.elements.request) form.elements.request.value = done.request;
  const dialog = form.closest('dialog');
  if (form.matches('[data-draft]')) {
    $('textarea', form).value = '';
    $$('input[type="file"]', form).forEach((input) => { input.value = ''; });
    keepDraft(form);
    form.dispatchEvent(new Event('sent', { bubbles: true }));
  }
  if (dialog?.open) {
    dialog.close();
    put($('#head-notice') ?? notice, html);
  } else {
    put(notice, html);
  }
  doneFollowers.forEach((follower) => follower(form));
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-post]')) return;
  event.preventDefault();
  if (form.matches('[data-confirm]') && !window.confirm(words().confirmClose)) return;
  send(form);
});

document.addEventListener('change', (event) => {
  if (event.target.form?.matches('[data-submit-on-change]')) send(event.target.form);
});

document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (form?.matches('[data-draft]') && event.target.matches('textarea')) keepDraft(form);
});
