// What every page does by itself: focus, shortcuts, and forms that outlive their session. Everything works without it.
(() => {
  'use strict';

  // Key repeat is no decision: a key that is held down books nothing, follows no link and presses no second button.
  const isHeld = event => event.repeat && (event.key === 'Enter' ? !event.target.matches('textarea')
    : event.key === ' ' && event.target.matches('button, summary, a'));
  document.addEventListener('keydown', event => { if (isHeld(event)) event.preventDefault(); }, true);
  // The second click of a double click that began on the page before was meant for that page.
  const pressed = new WeakSet();
  document.addEventListener('click', event => {
    const button = event.target.closest('button[type=submit]');
    if (!button) return;
    if (event.detail > 1 && !pressed.has(button)) event.preventDefault();
    pressed.add(button);
  }, true);

  // What counted notes come to, while one types. The server counts again.
  const whole = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'fr-FR');
  const sum = pile => {
    const line = pile.querySelector('.sum');
    line.hidden = false;
    line.querySelector('output').value = whole.format([...pile.querySelectorAll('[data-worth]')]
      .reduce((all, it) => all + (parseInt(it.value, 10) || 0) * Number(it.dataset.worth), 0));
  };
  const sumAll = () => document.querySelectorAll('[data-sum]').forEach(sum);
  document.addEventListener('input', sumAll);
  document.addEventListener('restored', sumAll, true);
  document.addEventListener('htmx:afterSettle', sumAll);
  sumAll();

  // Drafts. What is typed in a form that is marked so is kept in this tab, for the person who typed it and for the desk
  // session that the form was shown in, until it is booked or that person signs out in any tab.
  const PREFIX = 'laroue.form:';
  const SIGNED_OUT = 'laroue.signed-out:';
  const person = document.body.dataset.person || null;
  const here = PREFIX + location.pathname;
  const read = name => { try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; } };
  const isOver = draft => !draft || !draft.person || draft.savedAt <= Number(localStorage.getItem(SIGNED_OUT + draft.person))
    || (person !== null && draft.person !== person);
  const forgetIf = over => Object.keys(sessionStorage).filter(it => it.startsWith(PREFIX) && over(read(it)))
    .forEach(it => sessionStorage.removeItem(it));
  const booked = document.body.dataset.booked;
  forgetIf(draft => isOver(draft) || draft.key === booked);

  const OWN = ['_csrf', 'key', 'person', 'session'];
  const fields = form => [...form.elements].filter(it => it.name && !OWN.includes(it.name) && it.type !== 'submit' && it.type !== 'password');
  const sessionOf = form => form.elements.session ? form.elements.session.value : '';
  const remember = form => sessionStorage.setItem(here, JSON.stringify({
    person, session: sessionOf(form), key: form.elements.key.value, savedAt: Date.now(),
    values: fields(form).map(it => [it.name, it.type === 'checkbox' || it.type === 'radio' ? (it.checked ? it.value : null) : it.value, it.value])
  }));
  const fill = (form, draft) => {
    for (const [name, value, own] of draft.values) {
      for (const field of fields(form).filter(it => it.name === name)) {
        if (field.type === 'checkbox' || field.type === 'radio') {
          if (field.value === own) field.checked = value !== null;
        } else {
          field.value = value;
        }
      }
    }
    form.dispatchEvent(new Event('restored'));
  };
  // A form that was sent to be booked may have been: its key does not come back before the ledger was asked what became of
  // it. Whoever cannot be asked now is asked again when the form is sent.
  const restore = (form, draft) => {
    form.elements.key.value = draft.key;
    fill(form, draft);
  };
  const restoreSent = async (form, draft) => {
    form.inert = true;
    try {
      const answer = await fetch('/formulaires/' + draft.key, {redirect: 'error', signal: AbortSignal.timeout(5000)});
      const told = answer.status === 200 ? await answer.text() : '';
      if (told.trim()) {
        sessionStorage.removeItem(here);
        form.insertAdjacentHTML('beforebegin', told);
        const receipt = form.parentElement.querySelector('a[data-operation]');
        if (receipt && form.dataset.receipts) {
          receipt.href = form.dataset.receipts + receipt.dataset.operation;
          receipt.hidden = false;
        }
        return;
      }
      if (answer.status === 200) fill(form, draft); else restore(form, draft);
    } catch {
      restore(form, draft);
    } finally {
      form.inert = false;
    }
  };
  const keep = form => {
    form.addEventListener('input', () => remember(form));
    form.addEventListener('submit', () => remember(form));
    const draft = read(here);
    // The server has just shown what was typed: that is newer than what is remembered.
    if (form.elements.key.dataset.answered) remember(form);
    else if (draft && draft.session !== sessionOf(form)) sessionStorage.removeItem(here);
    else if (draft && draft.sent) return restoreSent(form, draft);
    else if (draft) restore(form, draft);
    return Promise.resolve();
  };
  const kept = Promise.all([...document.querySelectorAll('form[data-keep]')].map(keep));

  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post') return;
    // Who signs out leaves no draft behind, in no tab.
    if (new URL(form.action).pathname === '/deconnexion' && person) {
      localStorage.setItem(SIGNED_OUT + person, Date.now());
      forgetIf(() => true);
    }
    const draft = read(here);
    const books = 'books' in form.dataset || (event.submitter && event.submitter.value === 'book');
    if (draft && books) sessionStorage.setItem(here, JSON.stringify({...draft, sent: true}));
    // A double click sends once; the form's key would see to it anyway.
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form').forEach(it => delete it.dataset.sent));

  // What needs attention first is in focus: a complaint, or the button that confirms.
  kept.then(() => {
    const first = document.querySelector('.error[data-focus]') || document.querySelector('[data-focus]');
    if (first && (document.activeElement === document.body || document.activeElement === null)) first.focus();
  });

  // Shortcuts: Alt+Shift and the key that stands beside a link or a button.
  document.addEventListener('keydown', event => {
    if (event.repeat || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    const target = document.querySelector(`[data-shortcut="${event.code.replace(/^(Key|Digit)/, '').toLowerCase()}"]`);
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (target.matches('a, button')) target.click();
  });

  // A link to be given to somebody: with the address of this node, as the browser knows it.
  document.querySelectorAll('[data-address]').forEach(it => { it.textContent = location.origin + it.dataset.address; });

  document.querySelectorAll('[data-print]').forEach(it => it.addEventListener('click', () => window.print()));
})();
