// The operators' page: puts its parts together. No build step; the parts are beside it in desk/.
import { $, $$, get, put, saySignedOut, seldom, SignedOut } from './desk/server.js';
import * as line from './desk/line.js';
import * as forms from './desk/forms.js';
import * as alerts from './desk/alerts.js';
import * as writing from './desk/writing.js';
import * as pane from './desk/pane.js';

const KEYS = 'holos-keys';
const keysOn = () => localStorage.getItem(KEYS) !== 'off';

const lastQueue = {};

/** What colleagues hold was left out: it stays as it was, but for what is somebody else's now. */
function keepColleagues(held) {
  if (!held || !$('#queue .queue')) return;
  $$('.case', held).filter((one) => document.getElementById(one.id)).forEach((one) => one.remove());
  const left = $$('.case', held).length;
  if (left) $('#queue .queue').append(held);
}

async function fetchQueue(part) {
  try {
    const answer = await get(`/desk/queue?part=${part}&conversation=${encodeURIComponent(pane.opened())}`);
    if (!answer.text.includes('queue') && !answer.text.includes('notice')) return;
    // What is the same stays where it is, under somebody's pointer perhaps.
    const plain = answer.text.replace(/name="request" value="[^"]*"/g, '');
    if (plain === lastQueue[part]) return;
    lastQueue[part] = plain;
    lastQueue[part === 'own' ? 'all' : 'own'] = '';
    const held = part === 'own' ? $('#q-held') : null;
    put($('#queue'), answer.text);
    keepColleagues(held);
    line.guard($('#queue'));
    alerts.tick();
    alerts.seen();
  } catch (e) {
    if (e instanceof SignedOut) saySignedOut($('#desk-notice'));
  }
}

// One's own conversations and those that wait are looked at at once; what colleagues hold, which is
// most of it where many work, now and then. Fifty pages would keep the server busy with it.
const refreshOwn = seldom(400, () => fetchQueue('own'));
const refreshAll = seldom(400, () => fetchQueue('all'));
const refreshColleagues = seldom(6000, refreshAll);
const refreshQueue = () => { refreshOwn(); refreshColleagues(); };
// A colleague may offer it: that is seen a little later.
const refreshOffers = seldom(2000, refreshOwn);
const theirs = (conversation) => conversation && $$('#q-held .case').some((one) => one.dataset.conversation === conversation);

const everything = () => { refreshAll(); pane.refresh(); pane.refreshColleagues(); };

line.myself.conversation = pane.opened;
line.myself.typing = writing.typing;
line.on('all', everything);
line.on('queue', (conversation) => { if (theirs(conversation)) refreshOffers(); else refreshOwn(); refreshColleagues(); if (!conversation || conversation === pane.opened()) pane.refresh(); });
line.on('conversation', (conversation) => { if (conversation === pane.opened()) pane.refresh(); });
const refreshLookers = seldom(3000, refreshQueue);
line.on('presence', () => { pane.refreshColleagues(); refreshLookers(); });

async function open(conversation, focus = 'title') {
  writing.quiet();
  await pane.open(conversation, { focus });
  line.beat(true);
  $$('#queue .case').forEach((one) => {
    const is = one.dataset.conversation === conversation;
    one.classList.toggle('open', is);
    const link = $('.case-link', one);
    if (is) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
  });
  pane.refreshColleagues();
}

forms.onDone((form) => {
  refreshQueue();
  if (form.matches('[data-then-open]')) open(form.dataset.conversation, 'reply');
  else pane.refresh();
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-open]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(new URL(link.href).searchParams.get('conversation'));
    return;
  }
  const dialog = event.target.closest('[data-dialog]');
  if (dialog) $(dialog.dataset.dialog).showModal();
  if (event.target.closest('[data-close-dialog]')) event.target.closest('dialog').close();
  if (event.target.closest('[data-older]')) pane.older(event.target.closest('[data-older]'));
  if (event.target.closest('#help')) $('#keys').showModal();
});

window.addEventListener('popstate', () => {
  const conversation = new URLSearchParams(location.search).get('conversation');
  if (conversation) pane.open(conversation, { push: false }); else location.reload();
});

const keys = {
  KeyN: () => ($('#q-offered .claim, #q-waiting .claim') ?? $('#queue a'))?.focus(),
  KeyC: () => $('#q-offered .claim, #q-waiting .claim')?.click(),
  KeyR: () => $('#reply-text')?.focus(),
  KeyQ: () => ($('#queue .case.open a') ?? $('#queue a'))?.focus(),
  KeyT: () => { $('.note-box')?.setAttribute('open', ''); $('#note-text')?.focus(); },
  KeyS: () => $('#canned-button')?.click(),
  KeyZ: () => writing.register(),
};

document.addEventListener('keydown', (event) => {
  if (!keysOn() || document.querySelector('dialog[open]')) return;
  const types = event.target.matches('input, textarea, select, [contenteditable]');
  if (event.key === '?' && !types && !event.ctrlKey && !event.altKey) {
    event.preventDefault();
    $('#keys').showModal();
  } else if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && keys[event.code]) {
    event.preventDefault();
    keys[event.code]();
  }
});

$('#keys-on').checked = keysOn();
$('#keys-on').addEventListener('change', (event) => localStorage.setItem(KEYS, event.target.checked ? 'on' : 'off'));
document.addEventListener('visibilitychange', () => { if (!document.hidden) everything(); });

writing.start(line.beat);
alerts.start();
if (pane.opened()) pane.ready();
line.connect();
line.beat(true);
