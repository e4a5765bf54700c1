// The open conversation: fetched once, then kept up to date part by part.
import { $, $$, SignedOut, get, put, say, saySignedOut, seldom, words } from './server.js';
import { restoreDrafts } from './forms.js';
import { guard } from './line.js';
import { showFiles } from './writing.js';

const MOST_SHOWN = 300;
let map = null;
let lastFacts = '';
let lastHead = '';

export const opened = () => $('#pane .pane')?.dataset.conversation ?? '';
const ask = (part) => `/desk/${part}?conversation=${encodeURIComponent(opened())}`;
const thread = () => $('#thread');
const atEnd = () => !thread() || thread().scrollHeight - thread().scrollTop - thread().clientHeight < 90;
const toEnd = () => { if (thread()) thread().scrollTop = thread().scrollHeight; };

export function ready() {
  restoreDrafts($('#pane'));
  guard($('#pane'));
  showFiles();
  lastFacts = plain($('#facts')?.innerHTML ?? '');
  lastHead = '';
  draw();
  toEnd();
}

export async function open(conversation, { push = true, focus = 'title' } = {}) {
  try {
    const answer = await get(`/desk/conversation?conversation=${encodeURIComponent(conversation)}`);
    put($('#pane'), answer.text);
    if (push) history.pushState({ conversation }, '', `/desk?conversation=${encodeURIComponent(conversation)}`);
    ready();
    const box = focus === 'reply' ? $('#reply-text') : null;
    (box ?? $('#pane-title') ?? $('#pane')).focus({ preventScroll: !matchMedia('(max-width: 60rem)').matches });
  } catch (e) {
    if (e instanceof SignedOut) saySignedOut($('#desk-notice'));
    else say($('#desk-notice'), words().failed);
  }
}

/** Lets what is known stay, changes what has changed, and adds what is new. */
function merge(html) {
  const fresh = new DOMParser().parseFromString(`<ol>${html}</ol>`, 'text/html').querySelector('ol');
  const end = atEnd();
  let after = null;
  for (const item of [...fresh.children]) {
    if (item.id === 'older') {
      if (!$('#older') && !$('.message', thread())) thread().prepend(document.adoptNode(item));
      continue;
    }
    const known = document.getElementById(item.id);
    if (!known) {
      const added = document.adoptNode(item);
      if (after) after.after(added); else thread().append(added);
      after = added;
    } else {
      // The first of a page bears its day, which the same message may not have needed before.
      const day = $('.day', known);
      if (day && !$('.day', item)) item.prepend(day.cloneNode(true));
      if (!day) $('.day', item)?.remove();
      if (known.innerHTML !== item.innerHTML || known.className !== item.className) {
        known.className = item.className;
        known.innerHTML = item.innerHTML;
      }
      after = known;
    }
  }
  if (end) {
    const messages = $$('.message', thread());
    messages.slice(0, Math.max(0, messages.length - MOST_SHOWN)).forEach((one) => one.remove());
    if (messages.length > MOST_SHOWN) olderThan($('.message', thread()));
    toEnd();
  }
}

function olderThan(first) {
  const [, turn, ordinal] = first.id.match(/^m-(\d+)-(\d+)$/);
  const button = $('#older button');
  if (button) button.dataset.before = `${turn}.${ordinal - 1}`;
}

export async function older(button) {
  const answer = await get(`${ask('messages')}&before=${button.dataset.before}`).catch(() => null);
  if (!answer?.ok) return;
  const first = $('.message', thread());
  const height = thread().scrollHeight;
  $('#older').remove();
  thread().insertAdjacentHTML('afterbegin', answer.text);
  thread().scrollTop += thread().scrollHeight - height;
  first?.setAttribute('tabindex', '-1');
  first?.focus({ preventScroll: true });
}

const plain = (html) => html.replace(/name="request" value="[^"]*"/g, '');

function draw() {
  const place = $('#map');
  map?.remove();
  map = null;
  if (!place || !window.L) return;
  const tiles = $('#words').dataset.tiles;
  if (!tiles) { place.remove(); $('#map-rough')?.remove(); return; }
  const point = [Number(place.dataset.lat), Number(place.dataset.lon)];
  const rough = place.dataset.approximate === 'true';
  map = L.map(place, { scrollWheelZoom: false }).setView(point, rough ? 14 : 16);
  L.tileLayer(tiles, { maxZoom: 19, attribution: '© OpenStreetMap' }).addTo(map);
  L.circleMarker(point, { radius: rough ? 26 : 9, weight: 3, color: '#b3261e', fillOpacity: rough ? 0.12 : 0.5 }).addTo(map);
}

async function refreshHead() {
  const answer = await get(ask('head'));
  const head = new DOMParser().parseFromString(answer.text, 'text/html').querySelector('.head');
  if (!head || !$('#head')) return;
  const pane = $('#pane .pane');
  if (head.dataset.marked !== pane.dataset.marked) {
    const mine = head.dataset.state === 'mine';
    const here = $('#pane').contains(document.activeElement);
    await open(opened(), { push: false, focus: here ? (mine ? 'reply' : 'title') : 'title' });
    return;
  }
  const chosen = document.activeElement;
  // Somebody is choosing in the menu: it would close under their fingers.
  if ($('#head details[open]')?.contains(chosen)) return;
  if (plain(answer.text) === lastHead) return;
  lastHead = plain(answer.text);
  const label = $('#head').contains(chosen) ? chosen.textContent : null;
  const said = $('#head-notice')?.innerHTML ?? '';
  put($('#head'), answer.text);
  $('#head-notice').innerHTML = said;
  if (label !== null) {
    const again = $$('button, summary', $('#head')).find((one) => one.textContent === label);
    (again ?? $('#pane-title')).focus({ preventScroll: true });
  }
  guard($('#head'));
}

async function refreshFacts() {
  const facts = $('#facts');
  if (!facts || $('details[open]', facts)) return;
  const answer = await get(ask('facts'));
  if (!answer.ok || plain(answer.text) === lastFacts) return;
  lastFacts = plain(answer.text);
  const why = $('#why')?.innerHTML;
  put(facts, answer.text);
  if (why) $('#why').innerHTML = why;
  draw();
}

export const refresh = seldom(300, async () => {
  const conversation = opened();
  if (!conversation) return;
  try {
    const answer = await get(ask('messages'));
    if (conversation !== opened()) return;
    if (answer.ok && thread()) merge(answer.text);
    await refreshHead();
    if (conversation === opened()) await refreshFacts();
  } catch (e) {
    if (e instanceof SignedOut) saySignedOut($('#desk-notice'));
  }
});

export const refreshColleagues = seldom(700, async () => {
  if (!opened() || !$('#colleagues')) return;
  const answer = await get(ask('colleagues')).catch(() => null);
  if (answer?.ok && $('#colleagues') && $('#colleagues').innerHTML.trim() !== answer.text.trim()) put($('#colleagues'), answer.text);
});

// Pictures come later than their message and push it up.
document.addEventListener('load', (event) => {
  if (event.target.matches?.('#thread img') && thread().scrollHeight - thread().scrollTop - thread().clientHeight < 500) toEnd();
}, true);
