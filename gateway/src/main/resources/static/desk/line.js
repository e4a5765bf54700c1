// The line to the server: what is new, and whether there is a connection at all.
import { $, $$, SignedOut, post, saySignedOut, words } from './server.js';

const SILENT = 11_000;
const followers = {};
let source = null;
let heardAt = Date.now();
let lost = false;
let tries = 0;
let beatAt = 0;

export const on = (name, follower) => { (followers[name] ??= []).push(follower); };
const tell = (name, about) => (followers[name] ?? []).forEach((follower) => follower(about));
export const connected = () => !lost;

/** What the browser says of itself with each sign of life; set by the page. */
export const myself = { conversation: () => '', typing: () => false };

export async function beat(now = false) {
  if (!now && Date.now() - beatAt < 4500) return;
  beatAt = Date.now();
  try {
    const form = new URLSearchParams({ typing: myself.typing() });
    if (myself.conversation()) form.set('conversation', myself.conversation());
    await post('/desk/presence', form);
  } catch (e) {
    if (e instanceof SignedOut) signedOut();
  }
}

function signedOut() {
  gone();
  saySignedOut($('#desk-notice'));
}

function show() {
  const sign = $('#connection');
  sign.textContent = lost ? '⚠ ' + words().offline : '';
  document.body.classList.toggle('offline', lost);
  guard();
}

/** While there is no connection nothing can be sent; what is typed stays. */
export function guard(root = document) {
  $$('form[data-post] button:not([type="button"])', root).forEach((button) => {
    if (lost) button.dataset.kept = button.disabled ? 'off' : 'on';
    button.disabled = lost || (button.dataset.kept === 'off' && button.dataset.busy === 'yes');
  });
}

function gone() {
  if (!lost) {
    lost = true;
    show();
  }
}

function back() {
  if (lost) {
    lost = false;
    show();
    $('#said').textContent = words().back;
  }
}

function heard(name, about) {
  heardAt = Date.now();
  tries = 0;
  back();
  if (name !== 'beat') tell(name, about === '-' ? '' : about);
  // Timers sleep in hidden tabs, the line doesn't.
  beat();
}

export function connect() {
  source?.close();
  heardAt = Date.now();
  source = new EventSource('/desk/events');
  ['all', 'beat', 'queue', 'conversation', 'presence'].forEach((name) =>
    source.addEventListener(name, (event) => heard(name, event.data)));
  source.onerror = () => {
    source.close();
    source = null;
    gone();
    const wait = Math.min(15_000, 500 * 2 ** Math.min(tries++, 5)) * (0.5 + Math.random());
    setTimeout(() => { if (!source) { beat(true); connect(); } }, wait);
  };
}

setInterval(() => {
  if (source && Date.now() - heardAt > SILENT) {
    gone();
    connect();
  }
  beat();
}, 2000);
window.addEventListener('offline', gone);
window.addEventListener('online', connect);
window.addEventListener('pagehide', () => source?.close());
window.addEventListener('pageshow', (event) => { if (event.persisted) connect(); });
