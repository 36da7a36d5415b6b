// Charts of the figures. Each draws the table of the same name, which holds what it says in its data-value; amounts in cents.
'use strict';

(() => {
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const series = table => {
    const names = [...table.tHead.rows[0].cells].slice(1).map(it => it.textContent);
    const rows = [...table.tBodies[0].rows];
    return {
      periods: rows.map(it => it.cells[0].textContent),
      all: names.map((name, i) => ({ name, values: rows.map(it => Number(it.cells[i + 1].dataset.value) / 100) })),
    };
  };

  const draw = place => {
    const table = document.querySelector(`table[data-table="${place.dataset.of}"]`);
    if (!table || !window.echarts) return;
    const { periods, all } = series(table);
    const stacked = place.dataset.chart === 'stack';
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const text = { color: style('--ink') };
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const chart = echarts.init(place);
    chart.setOption({
      animation: !still,
      color: [style('--wheel'), style('--good')],
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      legend: { data: all.map(it => it.name), textStyle: text },
      grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: it => number.format(it) },
      xAxis: { type: 'category', data: periods, axisLabel: text },
      yAxis: { type: 'value', axisLabel: { ...text, formatter: it => number.format(it) }, splitLine: { lineStyle: { color: style('--line') } } },
      series: all.map(it => stacked
        ? { name: it.name, type: 'line', stack: 'all', areaStyle: { opacity: 0.3 }, showSymbol: false, data: it.values }
        : { name: it.name, type: 'bar', data: it.values, itemStyle: it === all[1] ? { decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: 0.8 } } : {} }),
    });
  };

  const drawAll = () => document.querySelectorAll('.chart').forEach(place => {
    echarts.getInstanceByDom(place)?.dispose();
    draw(place);
  });

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelector('[data-print]')?.addEventListener('click', () => print());
    if (!window.echarts) return;
    drawAll();
    addEventListener('resize', () => document.querySelectorAll('.chart').forEach(it => echarts.getInstanceByDom(it)?.resize()));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
    // What somebody reads or steps through is not taken from under them; the next news come soon.
    document.body.addEventListener('htmx:beforeSwap', event => {
      const board = document.getElementById('board');
      if (board && (board.contains(document.activeElement) || board.querySelector('details[open]'))) event.detail.shouldSwap = false;
    });
    document.body.addEventListener('htmx:afterSwap', drawAll);
  });
})();
