// What every page does by itself: focus, shortcuts, and forms that outlive their session. Everything works without it.
(() => {
  'use strict';
  const PREFIX = 'laroue.form:';
  const draftOf = path => PREFIX + path;

  // A page says which draft is done with: what was typed there has been booked.
  document.querySelectorAll('[data-forget]').forEach(it => Object.keys(sessionStorage)
    .filter(key => key.startsWith(draftOf(it.dataset.forget)))
    .forEach(key => sessionStorage.removeItem(key)));

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

  // What is typed in a form that is marked so is kept in this tab until it is booked: with its key, so that it books once.
  const kept = form => [...form.elements].filter(it => it.name && it.name !== '_csrf' && it.type !== 'submit' && it.type !== 'password');
  const remember = form => sessionStorage.setItem(draftOf(location.pathname), JSON.stringify(
    kept(form).map(it => [it.name, it.type === 'checkbox' || it.type === 'radio' ? (it.checked ? it.value : null) : it.value, it.value])));
  const restore = form => {
    const draft = JSON.parse(sessionStorage.getItem(draftOf(location.pathname)) || 'null');
    if (!draft) return;
    for (const [name, value, own] of draft) {
      for (const field of kept(form).filter(it => it.name === name)) {
        if (field.type === 'checkbox' || field.type === 'radio') {
          if (field.value === own) field.checked = value !== null;
        } else {
          field.value = value;
        }
      }
    }
    form.dispatchEvent(new Event('restored'));
  };
  document.querySelectorAll('form[data-keep]').forEach(form => {
    // The server has just shown what was typed: that is newer than what is remembered.
    if (form.dataset.keep === 'answered') remember(form); else restore(form);
    form.addEventListener('input', () => remember(form));
    form.addEventListener('submit', () => remember(form));
  });

  // A double click sends once; the form's key would see to it anyway.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form').forEach(it => delete it.dataset.sent));

  // What needs attention first is in focus: a complaint, or the button that confirms.
  const first = document.querySelector('.error[data-focus]') || document.querySelector('[data-focus]');
  if (first) first.focus();

  // Shortcuts: Alt+Shift and the key that stands beside a link or a button.
  document.addEventListener('keydown', event => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    const target = document.querySelector(`[data-shortcut="${event.code.replace(/^(Key|Digit)/, '').toLowerCase()}"]`);
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (target.matches('a, button')) target.click();
  });

  document.querySelectorAll('[data-print]').forEach(it => it.addEventListener('click', () => window.print()));
})();
