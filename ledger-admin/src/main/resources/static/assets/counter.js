// At the counter: what ticked operations come to, while one types. The server counts again.
(() => {
  'use strict';
  const french = document.documentElement.lang !== 'en';
  const money = new Intl.NumberFormat(french ? 'fr-FR' : 'en-GB', {minimumFractionDigits: 2, maximumFractionDigits: 2});
  const cents = field => Math.round(parseFloat((field.value || '0').replace(/\s/g, '').replace(',', '.')) * 100) || 0;

  const remit = form => {
    const ticked = means => [...form.querySelectorAll(`input[data-means="${means}"]:checked`)]
      .reduce((all, it) => all + Number(it.dataset.cents), 0);
    const show = (of, amount) => form.querySelector(`output[data-of="${of}"]`).value = money.format(amount / 100);
    show('CASH', ticked('CASH'));
    show('CHEQUE', ticked('CHEQUE'));
    show('difference', cents(form.elements.cash) + cents(form.elements.cheques) - ticked('CASH') - ticked('CHEQUE'));
  };

  const refresh = () => document.querySelectorAll('form[data-remittance]').forEach(remit);
  document.addEventListener('input', refresh);
  document.addEventListener('restored', refresh, true);
  refresh();
})();
