// SPDX-License-Identifier: Apache-2.0
// Pointing at a line: its name and weight in a bubble, where the weight can be changed in place; a click opens it.

import { $, el, svg } from './dom.js';
import { app, weightOf, when } from './state.js';
import { geometry, line, lineAt, pathText } from './geometry.js';
import { neuronName, short } from './words.js';
import { setWeight } from './lesson.js';
import { light, openWeight } from './opened.js';

const LEAVING = 46;
let shown = null;
let bubble = null;
let hot = null;

function place(event) {
  const box = $('pic').getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function hide() {
  bubble?.remove();
  hot?.remove();
  if (shown && app.lit) {
    light(null);
  }
  bubble = hot = shown = null;
  $('pic').classList.remove('online');
}

const weight = () => weightOf(app.look.parameters, shown.k, shown.i, shown.j);

function show(found, [x, y]) {
  hide();
  shown = found;
  light(app.open && found);
  const { k, i, j } = found;
  const name = `${neuronName(app.opened, k, i)} → ${neuronName(app.opened, k + 1, j)}`;
  const field = el('input', { type: 'number', step: 0.1, value: Number(weight().toFixed(4)), 'aria-label': name,
    onchange: (event) => setWeight({ k, i, j }, event.target.value), onkeydown: (event) => event.stopPropagation() });
  bubble = el('div', { class: 'bubble' }, name, field,
    el('button', { type: 'button', onclick: () => openWeight(k, i, j) }, 'why?'));
  hot = svg('svg', { class: 'tags' }, svg('path', { class: 'hotline', d: pathText(line(k, i, j)), 'stroke-width':
    Math.min(7, 1.5 + 1.7 * Math.sqrt(Math.abs(weight()))), 'stroke-dasharray': weight() < 0 ? '5 3.5' : 'none' }));
  $('pic').append(hot, bubble);
  const width = bubble.offsetWidth;
  bubble.style.left = `${Math.max(0, Math.min(geometry.width - width, x - width / 2))}px`;
  bubble.style.top = `${y > 60 ? y - 46 : y + 18}px`;
  $('pic').classList.add('online');
}

/** The bubble stays while the pointer is on it, or on its way there. */
function nearBubble(x, y) {
  return bubble && x > bubble.offsetLeft - LEAVING && x < bubble.offsetLeft + bubble.offsetWidth + LEAVING
    && y > bubble.offsetTop - 14 && y < bubble.offsetTop + bubble.offsetHeight + 14;
}

function move(event) {
  if (bubble?.contains(event.target) || bubble?.contains(document.activeElement)) {
    return;
  }
  const [x, y] = place(event);
  const found = event.target.closest('button') || app.open?.kind === 'slow' ? null : lineAt(x, y);
  if (found && (!shown || found.k !== shown.k || found.i !== shown.i || found.j !== shown.j)) {
    show(found, [x, y]);
  } else if (!found && !nearBubble(x, y)) {
    hide();
  }
}

/** A thumb needs more room than a pointer. */
function click(event) {
  if (event.target.closest('button') || event.target.closest('.bubble')) {
    return;
  }
  const [x, y] = place(event);
  const found = lineAt(x, y, geometry.phone ? 14 : 7);
  if (found) {
    hide();
    openWeight(found.k, found.i, found.j);
  }
}

$('pic').addEventListener('pointermove', (event) => event.pointerType === 'mouse' && app.look && move(event));
$('pic').addEventListener('pointerleave', () => !bubble?.contains(document.activeElement) && hide());
$('pic').addEventListener('click', click);
when('open opened mode', hide);
when('look', () => {
  const field = bubble?.querySelector('input');
  if (field && document.activeElement !== field) {
    field.value = Number(weight().toPrecision(4));
    field.title = short(weight());
  }
});
