'use strict';
const byId = id => document.getElementById(id);
let language = localStorage.getItem('language') || 'uk';
let shown = '';
let state = null;

const say = (key, ...rest) => {
  const word = WORDS[language][key] ?? key;
  return typeof word === 'function' ? word(...rest) : word;
};

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

async function act(phone, action, more = {}) {
  await fetch('/act', { method: 'POST', body: JSON.stringify({ phone, action, ...more }) });
  refresh();
}

// One bubble, note or row of buttons.

function marksOf(phone, line) {
  const marks = make('span', 'marks');
  const parts = [line.at];
  if (line.edited) parts.unshift(say('edited'));
  if (line.from === 'me') {
    parts.push(line.taken ? '✓✓' : '✓');
    marks.title = say(line.taken ? 'taken' : 'sent');
  } else if (phone === 'viber' && line.fate) {
    parts.push({ SENT: '✓', DELIVERED: '✓✓', SEEN: '✓✓', FAILED: '✕' }[line.fate] + ' ' + say(line.fate));
    if (line.fate === 'SEEN') marks.classList.add('seen');
    parts.push(say(line.charge));
    if (line.charge === 'CHARGED') marks.classList.add('charged');
  } else if (phone === 'sms') {
    parts.push(say('parts', line.parts));
  }
  marks.textContent = parts.join(' · ');
  return marks;
}

function bubble(phone, line) {
  const box = make('div', 'bubble ' + line.from);
  if (line.photo) {
    const image = make('img');
    image.src = line.photo;
    image.alt = '';
    box.append(image);
  }
  if (line.location) box.append(make('div', 'map'), say('place'));
  if (line.contact) box.append(say('contact') + ':\n+' + line.contact);
  if (line.file) {
    const file = make(line.address ? 'a' : 'div', 'file', `📎 ${line.file}`);
    if (line.address) file.href = line.address;
    box.append(file);
  }
  if (line.text) box.append(line.text);
  box.append(marksOf(phone, line));
  return box;
}

function inlineRows(line) {
  const rows = make('div', 'inline');
  for (const row of line.markup?.inline_keyboard ?? []) {
    const group = make('div');
    for (const button of row) {
      const key = make('button', '', button.text);
      key.onclick = () => act('telegram', 'press', { id: line.id, payload: button.callback_data });
      group.append(key);
    }
    rows.append(group);
  }
  return rows;
}

function fill(phone, lines) {
  const list = document.querySelector(`.${phone} .lines`);
  list.replaceChildren();
  for (const line of lines) {
    if (line.note) {
      list.append(make('div', 'note', say(line.note)));
      continue;
    }
    list.append(bubble(phone, line));
    if (line.markup?.inline_keyboard) list.append(inlineRows(line));
  }
  if (!lines.length) list.append(make('div', 'empty', say(phone === 'sms' ? 'empty-sms' : 'empty')));
}

// The keyboards that stand in place of letters.

function telegramKeys(lines) {
  const keys = document.querySelector('.telegram .keys');
  keys.replaceChildren();
  const last = lines.findLast(line => line.markup?.keyboard || line.markup?.remove_keyboard);
  for (const row of last?.markup.keyboard ?? []) {
    const group = make('div');
    for (const button of row) {
      const key = make('button', '', button.text);
      key.onclick = () => act('telegram',
        button.request_contact ? 'phone' : button.request_location ? 'location' : 'text',
        { text: button.text });
      group.append(key);
    }
    keys.append(group);
  }
}

function viberKeys(buttons) {
  const keys = document.querySelector('.viber .keys');
  keys.replaceChildren();
  for (const button of buttons) {
    const key = make('button', '', button.text);
    key.style.gridColumn = `span ${button.columns}`;
    key.style.gridRow = `span ${button.rows}`;
    const action = { 'share-phone': 'phone', 'location-picker': 'location', reply: 'text' }[button.action];
    key.onclick = () => action && act('viber', action, { text: button.body });
    keys.append(key);
  }
}

// The strip of figures, and the switches.

function counters(figures) {
  const cost = figures.smsParts * SMS_PRICE + figures.viberCharged * VIBER_PRICE;
  const all = [
    ['c-429', figures.telegram429, figures.telegram429 > 0],
    ['c-free', figures.viberFree, false],
    ['c-viber', figures.viberCharged, figures.viberCharged > 0],
    ['c-sms', figures.smsParts, false],
    ['c-cost', cost.toLocaleString(language, { minimumFractionDigits: 2 }) + ' ' + say('hryvnias'), false],
  ];
  byId('counters').replaceChildren(...all.map(([key, value, alarm]) => {
    const box = make('span', alarm ? 'alarm' : '');
    if (key === 'c-cost') box.title = say('cost-why');
    box.append(make('b', '', value), say(key));
    return box;
  }));
}

function switches() {
  const { telegram, viber, sms } = state;
  const on = {
    telegram: { block: telegram.blocked, down: telegram.down },
    viber: { block: viber.blocked, unsubscribe: !viber.subscribed, off: viber.off, down: viber.down },
    sms: {
      off: sms.state === 'OFF', silent: sms.state === 'WITHOUT_RECEIPTS',
      gone: sms.state === 'UNREACHABLE', down: sms.down,
    },
  };
  for (const [phone, flags] of Object.entries(on)) {
    for (const [name, value] of Object.entries(flags)) {
      document.querySelector(`.${phone} [data-do=${name}]`).classList.toggle('on', value);
    }
    document.querySelector(`.${phone}.phone`).classList.toggle('down', flags.down);
  }
}

function render() {
  document.documentElement.lang = language;
  document.querySelectorAll('[data-say]').forEach(e => { e.textContent = say(e.dataset.say); });
  document.querySelectorAll('[data-hint]').forEach(e => { e.placeholder = say(e.dataset.hint); });
  document.querySelectorAll('[data-title]').forEach(e => { e.title = say(e.dataset.title); });
  byId('language').textContent = say('language');
  if (!state) return;
  byId('web').href = state.holos + '/';
  byId('core').href = state.holos + '/core';
  for (const phone of ['telegram', 'viber', 'sms']) fill(phone, state[phone].lines);
  telegramKeys(state.telegram.lines);
  viberKeys(state.viber.keyboard);
  // Last: a keyboard takes room away from the lines above it.
  document.querySelectorAll('.lines').forEach(list => { list.scrollTop = list.scrollHeight; });
  counters(state.counters);
  switches();
}

async function refresh() {
  try {
    const text = await (await fetch('/state')).text();
    if (text === shown) return;
    shown = text;
    state = JSON.parse(text);
    render();
  } catch (e) {
    byId('counters').replaceChildren(make('span', 'alarm', say('over')));
    shown = '';
  }
}

// A photo to send, drawn here: a street with a hole in it.
function drawing() {
  const canvas = make('canvas');
  canvas.width = 480;
  canvas.height = 320;
  const g = canvas.getContext('2d');
  g.fillStyle = '#9fb7cf'; g.fillRect(0, 0, 480, 120);
  g.fillStyle = '#7d8087'; g.fillRect(0, 120, 480, 200);
  g.fillStyle = '#fff'; for (let x = 20; x < 480; x += 90) g.fillRect(x, 150, 50, 8);
  g.fillStyle = '#2b2b2e'; g.beginPath(); g.ellipse(250, 240, 120, 42, 0.1, 0, 7); g.fill();
  g.fillStyle = '#5b8db8'; g.beginPath(); g.ellipse(255, 246, 84, 24, 0.1, 0, 7); g.fill();
  return canvas.toDataURL('image/jpeg', 0.8);
}

function perform(phone, what) {
  const p = state[phone];
  const states = { off: 'OFF', silent: 'WITHOUT_RECEIPTS', gone: 'UNREACHABLE' };
  if (what === 'down') return act(phone, 'down', { on: !p.down });
  if (phone === 'sms') {
    return act('sms', 'state', { state: p.state === states[what] ? 'ON' : states[what] });
  }
  switch (what) {
    case 'start': return act(phone, 'text', { text: '/start' });
    case 'photo': return act(phone, 'photo', { photo: drawing() });
    case 'block': return phone === 'telegram'
      ? act(phone, p.blocked ? 'unblock' : 'block')
      : act(phone, 'block', { on: !p.blocked });
    case 'unsubscribe': return act(phone, p.subscribed ? 'unsubscribe' : 'subscribe');
    case 'off': return act(phone, 'off', { on: !p.off });
    default: return act(phone, what);
  }
}

// SMS are counted as a phone does: 70 letters alone, 67 in parts; 160 and 153 in Latin.
function lengthOf(text) {
  const wide = /[^\x00-\x7f]/.test(text);
  const [alone, part] = wide ? [70, 67] : [160, 153];
  const parts = text.length <= alone ? 1 : Math.ceil(text.length / part);
  return text ? `${text.length}/${parts === 1 ? alone : parts * part} · ${parts} SMS` : '';
}

document.querySelectorAll('.phone').forEach(section => {
  const phone = section.dataset.phone;
  const input = section.querySelector('input');
  section.querySelector('form').onsubmit = event => {
    event.preventDefault();
    if (!input.value.trim()) return;
    act(phone, 'text', { text: input.value });
    input.value = '';
    input.oninput?.();
  };
  if (phone === 'sms') input.oninput = () => { section.querySelector('.length').textContent = lengthOf(input.value); };
  section.querySelectorAll('[data-do]').forEach(button => {
    button.onclick = () => perform(phone, button.dataset.do);
  });
});
byId('language').onclick = () => {
  language = language === 'uk' ? 'en' : 'uk';
  localStorage.setItem('language', language);
  render();
};
const clock = () => document.querySelectorAll('.clock').forEach(e => {
  e.textContent = new Date().toLocaleTimeString('uk', { hour: '2-digit', minute: '2-digit' });
});
clock();
setInterval(clock, 10000);
render();
refresh();
setInterval(refresh, 500);
