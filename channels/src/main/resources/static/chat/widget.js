// The embeddable chat: <script src="https://holos.example/chat/widget.js" async></script>
(() => {
  const origin = new URL(document.currentScript.src).origin;
  const style = document.createElement("style");
  style.textContent = `
    .holos-widget-button { position: fixed; right: 1.25rem; bottom: 1.25rem; z-index: 2147483000; width: 3.75rem; height: 3.75rem; border: 0; border-radius: 50%; padding: 0; background: #0057b8; box-shadow: 0 4px 18px #0005; cursor: pointer; }
    .holos-widget-button img { width: 2.6rem; height: 2.6rem; vertical-align: middle; }
    .holos-widget-button:focus-visible { outline: 3px solid #ffd700; outline-offset: 3px; }
    .holos-widget-frame { position: fixed; right: 1.25rem; bottom: 5.75rem; z-index: 2147483000; width: min(26rem, calc(100vw - 2.5rem)); height: min(40rem, calc(100dvh - 7.5rem)); border: 0; border-radius: 16px; box-shadow: 0 12px 40px #0006; background: #fff; }
    .holos-widget-frame[hidden] { display: none; }
    @media (max-width: 30rem) { .holos-widget-frame { right: 0; bottom: 0; width: 100vw; height: calc(100dvh - 5.5rem); bottom: 5.5rem; border-radius: 0; } }`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "holos-widget-button";
  const icon = document.createElement("img");
  icon.src = origin + "/chat/icon.svg";
  icon.alt = "";
  button.append(icon);
  const frame = document.createElement("iframe");
  frame.className = "holos-widget-frame";
  frame.title = "Чат міського контакт-центру";
  frame.allow = "geolocation";
  frame.hidden = true;
  const show = (open) => {
    if (open && !frame.src) frame.src = origin + "/chat";
    frame.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", open ? "Закрити чат" : "Написати до контакт-центру");
    if (open) frame.focus();
  };
  button.addEventListener("click", () => show(frame.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !frame.hidden) {
      show(false);
      button.focus();
    }
  });
  show(false);
  const attach = () => document.body.append(style, frame, button);
  if (document.body) attach();
  else addEventListener("DOMContentLoaded", attach);
})();
