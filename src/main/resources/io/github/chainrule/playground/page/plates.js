// SPDX-License-Identifier: Apache-2.0
// Plates with numbers and colored lines, which lie over the picture.

import { $, isWide, svg } from './dom.js';
import { app } from './state.js';
import { along, geometry, line, pathText } from './geometry.js';
import { short } from './words.js';

const OVERHANG = 24;
let overlay = null;

/** Plates are remembered, so that none covers another. */
let plates = [];

const width = (text) => (text.length * 5.6 + 9) * (isWide() ? 1.14 : 1);

/** A plate with a text; moved up or down if another one lies there, and left out if there is no room. */
function plate([x, y], text, role, lit = false) {
  const w = width(text);
  const h = isWide() ? 20 : 18;
  const step = role === 'b' ? 1 : -1;
  const at = [0, 1, 2, -1, 3, -2, 4].map((n) => y + n * step * 5).find((there) => there < geometry.height + 4
    && plates.every((p) => Math.abs(p.x - x) >= (p.w + w) / 2 || Math.abs(p.y - there) >= h));
  if (at === undefined) {
    return;
  }
  plates.push({ x, y: at, w });
  const transform = `translate(${x.toFixed(1)},${at.toFixed(1)})`;
  overlay.append(svg('g', { class: `tag ${role}${lit ? ' lit' : ''}`, transform },
    svg('rect', { x: -w / 2, y: -h / 2, width: w, height: h, rx: role === 'b' ? 9 : 2 }), svg('text', {}, text)));
}

/** A plate on a line, t along it, if the gap between its neurons is about as wide. */
export function linePlate(one, t, dy, text, role) {
  const [x, y] = along(line(one), t);
  if (width(text) < geometry.pitch - geometry.side + OVERHANG) {
    plate([x, y + dy], text, role, isLit(one));
  }
}

export const isLit = ({ k, i, j }) => app.lit !== null && app.lit.k === k && [i, undefined].includes(app.lit.i)
  && [j, undefined].includes(app.lit.j);

/** A colored line with its arrow: forward above, backward below. */
export function ribbon(one, role) {
  const curve = line(one);
  const dy = role === 'f' ? -2.4 : 2.4;
  const [tip, before] = role === 'f' ? [0.93, 0.9] : [0.07, 0.1];
  const [x, y] = along(curve, tip);
  const [bx, by] = along(curve, before);
  const angle = Math.atan2(y - by, x - bx) * 180 / Math.PI;
  overlay.append(svg('path', { class: `flow ${role}${isLit(one) ? ' lit' : ''}`, d: pathText(curve, dy) }),
    svg('path', { class: `tip ${role}`, d: 'M-5-5.5L5 0L-5 5.5z',
      transform: `translate(${x.toFixed(1)},${(y + dy).toFixed(1)}) rotate(${angle.toFixed(0)})` }));
}

/** A neuron's value above it, or its slope ∂L/∂z below. */
export function neuronPlate(k, j, role, value) {
  const [x, y] = geometry.positions[k][j];
  const port = k === app.opened.sizes.length - 1;
  const away = port ? geometry.radius + (app.opened.sizes[k] > 1 ? 4 : 12) : geometry.side / 2;
  plate([port ? x - 6 : x, role === 'f' ? y - away : y + away], short(value), role, app.lit?.neuron === `${k},${j}`);
}

/** Takes all away; fresh ones will appear a moment after their lines. */
export function clearPlates(fresh) {
  overlay?.remove();
  plates = [];
  overlay = svg('svg', { class: `tags${fresh ? ' fresh' : ''}`, 'aria-hidden': 'true' });
}

/** Shows what was made, if anything. */
export function showPlates() {
  if (overlay.hasChildNodes()) {
    $('pic').append(overlay);
  }
}
