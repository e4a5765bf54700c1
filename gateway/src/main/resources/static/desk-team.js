// The live part of the supervisors' page: asked for every five seconds, except while somebody
// chooses in it. What had the keyboard keeps it.
(() => {
  const now = document.getElementById('now');
  const connection = document.getElementById('connection');
  const lost = document.documentElement.lang === 'en' ? 'No connection' : 'Немає зв’язку';
  const key = (element) => {
    const form = element.form ?? element.closest('form');
    const about = form?.querySelector('input[type="hidden"]:not([name^="_"])');
    return form ? `${form.getAttribute('action')} ${about?.value}` : element.getAttribute('href');
  };
  const refresh = async () => {
    if (document.hidden || now.contains(document.activeElement) && document.activeElement.matches('select')) {
      return;
    }
    try {
      const answer = await fetch(now.dataset.live, { headers: { Accept: 'text/html' }, redirect: 'error' });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const html = await answer.text();
      const focused = now.contains(document.activeElement) ? key(document.activeElement) : null;
      now.innerHTML = html;
      connection.textContent = '';
      if (focused) {
        [...now.querySelectorAll('button, a')].find((one) => key(one) === focused)?.focus();
      }
    } catch {
      connection.textContent = lost;
    }
  };
  setInterval(refresh, 5000);
})();
