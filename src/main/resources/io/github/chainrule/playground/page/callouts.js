// SPDX-License-Identifier: Apache-2.0
// Three notes of the first visit, with leaders to what they are about. They go with the first Play or click.

import { $, el, isPhone, isWide, svg } from './dom.js';
import { app, when } from './state.js';
import { along, geometry, line } from './geometry.js';

const LEAST_WIDTH = 430;

const note = ([x, y, width], parts) =>
  el('div', { class: 'call', style: { left: `${x}px`, top: `${y}px`, width: `${width}px` } }, parts);

const leader = (from, bend, to) => [svg('path', { class: 'lead', d: `M${from}Q${bend} ${to}` }),
  svg('circle', { class: 'leadend', cx: to[0], cy: to[1], r: 2.6 })];

function draw() {
  document.querySelectorAll('.call, .leaders').forEach((old) => old.remove());
  const { positions, side, width, height } = geometry;
  if (!app.calls || isPhone() || width < LEAST_WIDTH || app.opened.sizes.length !== 3 || app.presenter) {
    return;
  }
  const wide = isWide();
  const [inputs, hidden, [out]] = positions;
  const low = Math.min(height - 82, inputs.at(-1)[1] + side / 2 + 26);
  const middle = along(line({ k: 0, i: inputs.length - 1, j: hidden.length - 1 }), 0.42);
  const corner = [hidden[0][0] + side / 2, hidden[0][1] - side * 0.22];
  const x2 = corner[0] + (wide ? 70 : 44);
  const x3 = hidden.at(-1)[0] + side / 2 + (wide ? 70 : 26);
  const notes = [
    note([0, low, wide ? 215 : 180], ['A ', el('em', {}, 'line'), ' is a weight: thick is large, dashed is negative. '
      + 'Click it to see why it changes.']),
    note([x2, corner[1] - 18, wide ? 210 : 134], ['A ', el('em', {}, 'square'), ' is a neuron, drawn over the plane: '
      + 'light where it fires.']),
    note([x3, height - (wide ? 92 : 74), wide ? 190 : 140], ['The ', el('em', {}, 'color'), ' is the answer. On the '
      + 'drawn line it can’t decide.'])];
  const end = [width + 16, out[1] + 120];
  const leaders = svg('svg', { class: 'tags leaders' },
    leader([wide ? 150 : 112, low - 3], [middle[0] - 4, low - 22], middle),
    leader([x2 - 5, corner[1] - 8], [x2 - 22, corner[1] - 14], corner),
    leader([x3 + (wide ? 120 : 92), height - (wide ? 98 : 78)], [x3 + (wide ? 150 : 112), end[1] + 4], end));
  $('pic').append(leaders, ...notes);
}

when('opened open mode layout', () => app.look && draw());
