// SPDX-License-Identifier: Apache-2.0
// Pointing at a line: its name and weight in a bubble, where the weight can be changed in place; a click opens it.

import { $, button, el, on, pointed, svg } from './dom.js';
import { app, weightOf, when } from './state.js';
import { geometry, line, lineAt, pathText } from './geometry.js';
import { short, weightName } from './words.js';
import { setWeight } from './lesson.js';
import { light, openWeight } from './opened.js';

const LEAVING = 46;
let shown = null;
let bubble = null;
let hot = null;

const place = (event) => pointed(event, $('pic')).map((share, d) => share * [geometry.width, geometry.height][d]);

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
  const name = weightName(app.opened, found).replace('Weight ', '');
  const field = el('input', { type: 'number', step: 0.1, value: Number(weight().toFixed(4)), 'aria-label': name,
    onchange: (event) => setWeight({ k, i, j }, event.target.value), onkeydown: (event) => event.stopPropagation() });
  bubble = el('div', { class: 'bubble' }, name, field, button('why?', () => openWeight(k, i, j), {}));
  hot = svg('svg', { class: 'tags' }, svg('path', { class: 'hotline', d: pathText(line(found)), 'stroke-width':
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
  const found = lineAt(...place(event), geometry.phone ? 14 : 7);
  if (found && !event.target.closest('button, .bubble')) {
    hide();
    openWeight(found.k, found.i, found.j);
  }
}

on('pic', 'pointermove', (event) => event.pointerType === 'mouse' && app.look && move(event));
on('pic', 'pointerleave', () => !bubble?.contains(document.activeElement) && hide());
on('pic', 'click', (event) => app.look && click(event));
when('open opened mode', hide);
when('look', () => {
  const field = bubble?.querySelector('input');
  if (field && document.activeElement !== field) {
    field.value = Number(weight().toPrecision(4));
    field.title = short(weight());
  }
});
