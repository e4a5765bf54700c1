// The chat itself: history and new lines come as server-sent events, messages go out by POST.
// Everything people wrote is put in as text, never as HTML.

const TOKEN = "holos-chat-token";
// What the server keeps at most; a larger file would travel in vain.
const LARGEST_FILE = 20 * 1024 * 1024;
// How long "… друкує" stays, and how often the operator is told that somebody types here.
const TYPING_SHOWN_MS = 6000;
const TYPING_BEAT_MS = 3000;
const RETRY_MS = [500, 1000, 2000, 4000, 8000, 15000];

const words = {
  title: "Міський контакт-центр",
  subtitle: "Опишіть проблему своїми словами",
  label: "Ваше повідомлення",
  placeholder: "Що сталося й де?",
  send: "Надіслати",
  attach: "Додати фото чи файл",
  lines: "Розмова",
  typing: "Читаю ваше повідомлення…",
  types: " друкує…",
  offline: "Немає зв'язку. Щойно він з'явиться, все надійде саме.",
  failed: "Не надіслано.",
  again: "Надіслати ще раз",
  photo: "Надіслане фото",
  file: "Надісланий файл",
  answers: "Варіанти відповіді",
  you: "Ви: ",
  city: "Контакт-центр: ",
  tooLarge: "Файл завеликий: до 20 МБ. Надішліть, будь ласка, менший.",
  noLocation: "Не вдалося визначити місце. Напишіть адресу словами.",
};

function random(bytes) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...values)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function token() {
  try {
    let value = localStorage.getItem(TOKEN);
    if (!value) {
      value = random(24);
      localStorage.setItem(TOKEN, value);
    }
    return value;
  } catch {
    // No storage (a strict browser): the chat lasts as long as the page.
    return (token.kept ??= random(24));
  }
}

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  shape.setAttribute("fill", "currentColor");
  svg.append(shape);
  return svg;
}

class Chat {
  constructor(root) {
    this.root = root;
    this.position = "";
    this.keys = new Set();
    this.tries = 0;
    this.waiting = 0;
    this.build();
    this.greet();
    this.follow();
  }

  build() {
    const heading = this.root.dataset.heading ?? "h1";
    this.status = element("div", { class: "chat-status", role: "status", hidden: true });
    this.lines = element("div", {
      class: "chat-lines", role: "log", "aria-live": "polite", "aria-busy": "true", "aria-label": words.lines, tabindex: "0",
    });
    this.typing = element("div", { class: "chat-typing", "aria-hidden": "true" });
    this.text = element("textarea", {
      id: "holos-text", rows: "1", placeholder: words.placeholder, autocomplete: "off",
      enterkeyhint: "send", onkeydown: (event) => this.key(event), oninput: () => { this.grow(); this.beat(); },
    });
    this.file = element("input", {
      type: "file", class: "visually-hidden", id: "holos-file", "aria-label": words.attach,
      accept: "image/*,video/mp4,application/pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.txt,.csv", multiple: true, onchange: () => this.attach(),
    });
    this.root.replaceChildren(
      element("header", { class: "chat-head" },
        element("img", { src: "/chat/icon.svg", alt: "" }),
        element("div", {}, element(heading, {}, words.title), element("p", {}, words.subtitle))),
      this.status,
      this.lines,
      element("form", { class: "chat-form", onsubmit: (event) => this.submit(event) },
        element("label", { for: "holos-file", title: words.attach }, this.file,
          icon("M16.500 6v11.500a4 4 0 0 1-8 0V5a2.500 2.500 0 0 1 5 0v10.500a1 1 0 0 1-2 0V6H10v9.500a2.500 2.500 0 0 0 5 0V5a4 4 0 0 0-8 0v12.500a5.500 5.500 0 0 0 11 0V6z")),
        element("label", { for: "holos-text", class: "visually-hidden" }, words.label),
        this.text,
        element("button", { type: "submit", "aria-label": words.send, title: words.send },
          icon("M3 20.500v-6.500l9-2-9-2V3.500l18.500 8.500z"))));
    this.lines.append(this.typing);
  }

  async greet() {
    try {
      const greeting = await (await fetch("/chat/greeting")).json();
      const line = this.bubble({ author: "BOT", text: greeting.text, attachments: [] });
      line.dataset.greeting = "";
      this.lines.prepend(line);
    } catch {
      // The greeting is a courtesy; the chat works without it.
    }
  }

  // ---- what comes in

  async follow() {
    for (;;) {
      try {
        const answer = await fetch("/chat/events", {
          headers: {
            Authorization: "Bearer " + token(),
            Accept: "text/event-stream",
            ...(this.position ? { "Last-Event-ID": this.position } : {}),
          },
          cache: "no-store",
        });
        if (!answer.ok) throw new Error(String(answer.status));
        this.connected(true);
        // What was said before isn't read aloud; what comes from now on is.
        setTimeout(() => this.lines.removeAttribute("aria-busy"), 1000);
        await this.read(answer.body.getReader());
      } catch {
        this.connected(false);
      }
      const pause = RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)];
      await new Promise((resume) => setTimeout(resume, pause * (0.75 + Math.random() / 2)));
    }
  }

  async read(reader) {
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.tries = 0;
      rest += decoder.decode(value, { stream: true });
      const events = rest.split("\n\n");
      rest = events.pop();
      events.forEach((event) => this.event(event));
    }
  }

  event(block) {
    let id = "";
    let data = "";
    let name = "";
    for (const line of block.split("\n")) {
      if (line.startsWith("event:")) name = line.slice(6).trim();
      if (line.startsWith("id:")) id = line.slice(3).trim();
      else if (line.startsWith("data:")) data += line.slice(5);
    }
    if (data && name === "typing") this.types(JSON.parse(data).name);
    else if (data) this.show(JSON.parse(data));
    if (id) this.position = id;
  }

  show(line) {
    if (this.keys.has(line.key)) return;
    this.keys.add(line.key);
    const own = document.getElementById("line-" + line.key);
    const bubble = this.bubble(line);
    if (own) {
      own.replaceWith(bubble);
      return;
    }
    this.dropButtons(line.author === "CITIZEN" ? line.text : null);
    this.lines.insertBefore(bubble, this.typing);
    if (line.author !== "CITIZEN") {
      this.waits(false);
      this.offer(line.rows ?? []);
    }
    this.bottom();
  }

  bubble(line) {
    const at = line.at ? new Date(line.at) : new Date();
    const node = element("div", { class: "line " + line.author.toLowerCase() });
    if (line.key) node.id = "line-" + line.key;
    for (const file of line.attachments ?? []) node.append(this.attached(file));
    if (line.author === "OPERATOR") {
      node.prepend(element("strong", { class: "who" }, line.name, element("span", { class: "visually-hidden" }, ": ")));
    } else {
      node.prepend(element("span", { class: "visually-hidden" }, line.author === "BOT" ? words.city : words.you));
    }
    node.append(line.text);
    node.append(element("time", { datetime: at.toISOString() },
      at.toLocaleString("uk", { day: at.toDateString() === new Date().toDateString() ? undefined : "numeric", month: at.toDateString() === new Date().toDateString() ? undefined : "long", hour: "2-digit", minute: "2-digit" })));
    return node;
  }

  attached(file) {
    const name = "📎 " + (file.name || words.file);
    // A photo is named in its alternative text only: phones call them IMG_0001.jpg.
    const shown = file.kind === "PHOTO"
      ? element("img", { src: file.address, alt: words.photo, loading: "lazy", onload: () => this.bottom(), onerror: (event) => event.target.replaceWith(name) })
      : name;
    return element("a", { href: file.address, target: "_blank", rel: "noopener" }, shown);
  }

  offer(rows) {
    if (!rows.length) return;
    const group = element("div", { class: "buttons", role: "group", "aria-label": words.answers });
    // Buttons about a filed appeal stay under its news until pressed, also while a form goes on.
    if (rows.flat().some((reply) => /^(done|notdone|answer):/.test(reply.payload))) group.dataset.stays = "";
    for (const row of rows) {
      const line = element("div", { class: "row" });
      for (const reply of row) {
        line.append(element("button", { type: "button", onclick: () => this.choose(reply, group) }, reply.label));
      }
      group.append(line);
    }
    this.lines.insertBefore(group, this.typing);
  }

  // `said`: the citizen's line, as it came back from the history; it may be a label that was pressed.
  dropButtons(said = null) {
    const groups = [...this.lines.querySelectorAll(".buttons")];
    const pressed = groups.findLast((group) =>
      [...group.querySelectorAll("button")].some((button) => button.textContent === said));
    groups.filter((group) => group === pressed || group.dataset.stays === undefined).forEach((group) => group.remove());
  }

  // ---- what goes out

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.root.querySelector("form").requestSubmit();
    }
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.value;
    if (!text.trim()) {
      this.text.focus();
      return;
    }
    this.text.value = "";
    this.grow();
    this.send(text, { text });
    this.text.focus();
  }

  choose(reply, group) {
    // On a phone the field would open the keyboard over the answer.
    (matchMedia("(pointer: coarse)").matches ? this.lines : this.text).focus();
    if (reply.kind === "SHARE_LOCATION") {
      navigator.geolocation?.getCurrentPosition(
        ({ coords }) => this.send("📍", { latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy }),
        () => this.say(words.noLocation), { enableHighAccuracy: true, timeout: 15000 }) ?? 0;
      if (!navigator.geolocation) this.say(words.noLocation);
      return;
    }
    group.remove();
    this.send(reply.label, { payload: reply.payload, label: reply.label });
  }

  attach() {
    const files = [...this.file.files];
    const album = files.length > 1 ? random(12) : "";
    for (const file of files) {
      if (file.size > LARGEST_FILE) {
        this.say(file.name + ": " + words.tooLarge);
        continue;
      }
      const form = new FormData();
      form.append("file", file);
      form.append("text", this.text.value);
      form.append("album", album);
      this.text.value = "";
      this.send("📎 " + file.name, form);
    }
    this.file.value = "";
    this.grow();
  }

  send(shown, content) {
    const id = random(12);
    if (content instanceof FormData) content.append("id", id);
    else content.id = id;
    this.dropButtons(content.text ?? null);
    const line = this.bubble({ key: "in:" + id, author: "CITIZEN", text: shown, attachments: [] });
    this.lines.insertBefore(line, this.typing);
    this.bottom();
    this.post(line, content, 0);
  }

  async post(line, content, tried) {
    this.waits(true);
    let problem = words.failed;
    try {
      const upload = content instanceof FormData;
      const answer = await fetch(upload ? "/chat/files" : "/chat/messages", {
        method: "POST",
        headers: { Authorization: "Bearer " + token(), ...(upload ? {} : { "Content-Type": "application/json" }) },
        body: upload ? content : JSON.stringify(content),
      });
      if (answer.ok) return;
      problem = (await answer.json().catch(() => ({}))).problem || problem;
      if (answer.status < 500) tried = RETRY_MS.length;
    } catch {
      // No network: try again below.
    }
    if (tried < RETRY_MS.length - 1) {
      // The same id is sent again, so that the message arrives once even if the answer got lost.
      setTimeout(() => this.post(line, content, tried + 1), RETRY_MS[tried]);
      return;
    }
    this.waits(false);
    line.classList.add("failed");
    line.querySelector(".problem")?.remove();
    line.append(element("span", { class: "problem", role: "alert" }, problem + " ",
      element("button", { type: "button", onclick: () => { line.classList.remove("failed"); line.querySelector(".problem")?.remove(); this.post(line, content, 0); } }, words.again)));
  }

  // Lets an operator see that somebody types. A courtesy: nothing waits for it, and it may fail.
  beat() {
    const now = Date.now();
    if (!this.text.value.trim() || now - (this.beatAt ?? 0) < TYPING_BEAT_MS) return;
    this.beatAt = now;
    fetch("/chat/typing", { method: "POST", headers: { Authorization: "Bearer " + token() } }).catch(() => {});
  }

  // ---- small things

  say(text) {
    this.lines.insertBefore(this.bubble({ author: "BOT", text, attachments: [] }), this.typing);
    this.bottom();
  }

  types(name) {
    clearTimeout(this.waiting);
    this.typing.textContent = name + words.types;
    this.waiting = setTimeout(() => this.waits(false), TYPING_SHOWN_MS);
    this.bottom();
  }

  waits(yes) {
    clearTimeout(this.waiting);
    this.typing.textContent = yes ? words.typing : "";
    if (yes) this.waiting = setTimeout(() => this.waits(false), 10000);
  }

  connected(yes) {
    // A short gap (a restart, the stream's half-hourly renewal) is not worth a word.
    clearTimeout(this.gap);
    if (yes) {
      this.status.hidden = true;
    } else {
      this.gap = setTimeout(() => { this.status.textContent = words.offline; this.status.hidden = false; }, 1500);
    }
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = this.text.scrollHeight + 2 + "px";
  }

  bottom() {
    this.lines.scrollTop = this.lines.scrollHeight;
  }
}

document.querySelectorAll("[data-holos-chat]").forEach((root) => new Chat(root));
