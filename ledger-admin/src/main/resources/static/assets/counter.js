// At the counter: what is to be remitted, while one ticks and types. The server counts again.
(() => {
  'use strict';
  const french = document.documentElement.lang !== 'en';
  const money = new Intl.NumberFormat(french ? 'fr-FR' : 'en-GB', {minimumFractionDigits: 2, maximumFractionDigits: 2});
  const cents = field => Math.round(parseFloat((field.value || '0').replace(/\s/g, '').replace(',', '.')) * 100) || 0;

  // The differences that counts found belong to what is remitted, up to the last session among the ticked operations.
  const remit = form => {
    const ticked = [...form.querySelectorAll('input[data-means]:checked')];
    const last = ticked.map(it => it.dataset.session).sort().pop() || '';
    const carried = [...form.querySelectorAll('data[data-cash]')].filter(it => it.value <= last);
    const sum = (all, name) => all.reduce((total, it) => total + Number(it.dataset[name]), 0);
    const gaps = {CASH: sum(carried, 'cash'), CHEQUE: sum(carried, 'cheques')};
    const due = means => sum(ticked.filter(it => it.dataset.means === means), 'cents') + gaps[means];
    const show = (of, amount) => form.querySelectorAll(`output[data-of="${of}"]`).forEach(it => { it.value = money.format(amount / 100); });
    show('ticked', sum(ticked, 'cents'));
    show('gaps', gaps.CASH + gaps.CHEQUE);
    show('CASH', due('CASH'));
    show('CHEQUE', due('CHEQUE'));
    show('difference', cents(form.elements.cash) + cents(form.elements.cheques) - due('CASH') - due('CHEQUE'));
  };

  const refresh = () => document.querySelectorAll('form[data-remittance]').forEach(remit);
  document.addEventListener('input', refresh);
  document.addEventListener('restored', refresh, true);
  refresh();
})();
