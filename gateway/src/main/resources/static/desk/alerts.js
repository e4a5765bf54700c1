// Tells of what is new: a tone, a notification while the tab is hidden, the title; and the clocks.
import { $, $$, words } from './server.js';

const SOUND = 'holos-sound';
let audio = null;
let known = null;

const soundOn = () => localStorage.getItem(SOUND) !== 'off';

function tone() {
  if (!soundOn()) return;
  audio ??= new AudioContext();
  if (audio.state === 'suspended') audio.resume();
  const now = audio.currentTime;
  [[660, 0], [880, 0.16]].forEach(([pitch, after]) => {
    const wave = audio.createOscillator();
    const loud = audio.createGain();
    wave.frequency.value = pitch;
    loud.gain.setValueAtTime(0.0001, now + after);
    loud.gain.exponentialRampToValueAtTime(0.18, now + after + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, now + after + 0.3);
    wave.connect(loud).connect(audio.destination);
    wave.start(now + after);
    wave.stop(now + after + 0.32);
  });
}

function notify(text) {
  if (document.hidden && 'Notification' in window && Notification.permission === 'granted') {
    // Nobody's words or address on a screen that others may see.
    const note = new Notification(words().title, { body: text, tag: 'holos-desk' });
    note.onclick = () => { window.focus(); note.close(); };
  }
}

function showSound() {
  const button = $('#sound');
  button.setAttribute('aria-pressed', String(soundOn()));
  button.firstElementChild.textContent = soundOn() ? '♪' : '♪̸';
}

export function start() {
  showSound();
  $('#sound').addEventListener('click', () => {
    localStorage.setItem(SOUND, soundOn() ? 'off' : 'on');
    showSound();
    tone();
    if (soundOn() && 'Notification' in window && Notification.permission === 'default') Notification.requestPermission();
  });
  seen();
  setInterval(tick, 1000);
  tick();
}

/** After each change of the queue: what is there now that wasn't before. */
export function seen() {
  const waits = $$('#queue li[data-waits]').map((one) => 'w' + one.dataset.conversation);
  const calls = $$('#queue li[data-mine]').filter((one) => $('.unanswered', one)).map((one) => 'm' + one.dataset.conversation);
  const now = new Set([...waits, ...calls]);
  if (known) {
    const fresh = [...now].filter((one) => !known.has(one));
    if (fresh.length) {
      const text = fresh[0].startsWith('w') ? words().new : words().message;
      tone();
      notify(text);
      $('#said').textContent = text;
    }
  }
  known = now;
  document.title = (now.size ? `(${now.size}) ` : '') + words().title + ' – Holos';
}

function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} ${words().sec}`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} ${words().min}` : `${Math.floor(minutes / 60)} ${words().hour} ${minutes % 60} ${words().min}`;
}

export function tick() {
  const within = Number($('.queue')?.dataset.within ?? 120_000);
  $$('time[data-since]').forEach((one) => {
    const text = span(Date.now() - Date.parse(one.dataset.since));
    if (one.textContent !== text) one.textContent = text;
  });
  $$('[data-late-since]').forEach((one) => {
    const waited = Date.now() - Date.parse(one.dataset.lateSince);
    const late = waited >= within ? 'late' : waited * 2 >= within ? 'soon' : 'fine';
    if (!one.classList.contains(late)) {
      [one, one.closest('.case')].forEach((element) => {
        element?.classList.remove('late', 'soon', 'fine');
        element?.classList.add(late);
      });
      $('.late-word', one).textContent = words()[late];
    }
  });
}
