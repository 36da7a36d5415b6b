// One box that ticks all boxes of its table. Without this script each is ticked by itself.
(() => {
  'use strict';
  document.querySelectorAll('table[data-selectable]').forEach(table => {
    const all = table.querySelector('[data-all]');
    if (!all) return;
    const each = [...table.querySelectorAll('tbody input[type=checkbox]')];
    all.hidden = false;
    all.addEventListener('change', () => each.forEach(it => { it.checked = all.checked; }));
    table.addEventListener('change', event => {
      if (event.target !== all) all.checked = each.every(it => it.checked);
    });
  });
})();
