// Asking the server: the token of the forms, and what to do when nobody is signed in any more.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
export const words = () => $('#words').dataset;

/** The answer is not from the desk: the session is over. */
export class SignedOut extends Error {}

function headers() {
  const meta = $('meta[name="csrf"]');
  const all = { 'HX-Request': 'true' };
  if (meta) all[meta.dataset.header] = meta.content;
  return all;
}

/** A session that was renewed elsewhere has another token: it is taken from a fresh page. */
async function renewToken() {
  const meta = $('meta[name="csrf"]');
  const page = await fetch('/desk', { credentials: 'same-origin' });
  if (!meta || page.redirected || !page.ok) throw new SignedOut();
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('meta[name="csrf"]');
  if (!fresh || fresh.content === meta.content) throw new SignedOut();
  meta.content = fresh.content;
}

const ours = (text) => text.includes('class="notice') || text.includes('id="register-form"');

export async function get(url) {
  const answer = await fetch(url, { headers: headers(), credentials: 'same-origin', cache: 'no-store' });
  if (answer.redirected && !answer.url.includes('/desk') || answer.redirected && answer.url.includes('sign-in') || answer.status === 401) throw new SignedOut();
  const text = await answer.text();
  if (answer.status === 403 && !ours(text)) throw new SignedOut();
  return { status: answer.status, ok: answer.ok, text, at: answer.headers };
}

export async function post(url, body, again = true) {
  const answer = await fetch(url, { method: 'POST', body, headers: headers(), credentials: 'same-origin' });
  if (answer.status === 401 || (answer.redirected && answer.url.includes('sign-in'))) throw new SignedOut();
  const text = await answer.text();
  if (answer.status === 403 && !ours(text)) {
    if (!again) throw new SignedOut();
    await renewToken();
    return post(url, body, false);
  }
  return { status: answer.status, ok: answer.ok, text, at: answer.headers };
}

/** Puts a fragment in place; the focus stays on the element with the same id. */
export function put(target, html) {
  const focused = target.contains(document.activeElement) ? document.activeElement.id : null;
  target.innerHTML = html;
  window.htmx?.process(target);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

export function say(target, text, kind = 'mistake') {
  if (!target) return;
  const line = document.createElement('p');
  line.className = `notice ${kind}`;
  line.setAttribute('role', kind === 'mistake' ? 'alert' : 'status');
  line.textContent = text;
  target.replaceChildren(line);
  return line;
}

export function saySignedOut(target) {
  const line = say(target, words().signin + ' ');
  if (!line) return;
  const link = document.createElement('a');
  link.href = '/desk';
  link.target = '_blank';
  link.textContent = words().signinLink;
  line.append(link);
}

/** Runs at most once in so many milliseconds, and once more after the last call. */
export function seldom(milliseconds, action) {
  let last = 0;
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    const wait = last + milliseconds - Date.now();
    const run = () => { last = Date.now(); action(...given); };
    if (wait <= 0) run();
    else timer = setTimeout(run, wait);
  };
}
