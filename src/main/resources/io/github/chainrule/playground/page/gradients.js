// SPDX-License-Identifier: Apache-2.0
// The gradients, each bar under its layer, on a logarithmic scale: read from right to left, as they are computed.

import { $, el, isWide, svg } from './dom.js';
import { app, pictureOf, when } from './state.js';
import { geometry } from './geometry.js';
import { drawTrack } from './slow.js';
import { decade, short } from './words.js';

const TOP = 34;
const FOOT = 20;
const LEAST_DECADES = 3;

/** The mean size of the gradients of each layer's weights. */
function meanSizes() {
  const { sizes } = app.opened;
  return app.look.gradients.map((all, k) => all.subarray(0, sizes[k] * sizes[k + 1])
    .reduce((sum, g) => sum + Math.abs(g), 0) / sizes[k] / sizes[k + 1]);
}

const xOf = (k) => geometry.positions[k][0][0];

/** The scale's lowest power of ten: a multiple of three, which only falls while the lesson stays. */
let low = -LEAST_DECADES;

function lower(values) {
  const least = Math.min(...values.filter((v) => v > 0), 1);
  low = Math.min(low, -3 * Math.ceil((0.7 - Math.log10(least)) / 3));
}

function bar(value, k, y, base, width, deep) {
  const last = app.look.gradients.length;
  const labeled = !deep || k === 1 || k === last || k === Math.ceil(last / 2);
  const port = k === last && !geometry.phone;
  const x = xOf(k);
  return [svg('rect', { x: x - width / 2, y, width, height: Math.max(1.5, base - y), rx: 2, fill: 'var(--bwd)' }),
    svg('text', { x, y: base + 15, 'text-anchor': 'middle' }, deep ? (k === last ? 'out' : k) : k === last ? 'output'
      : `layer ${k}`),
    labeled && svg('text', { class: 'value', x: port ? x + 11 : x, y: y - 5, 'text-anchor': port ? 'end' : 'middle' },
      short(value))];
}

/** By how much a gradient grows or shrinks from a layer to the one before it. */
function arrow(k, flow, y, width, base) {
  const from = xOf(k + 1) - width / 2 - 4;
  const to = xOf(k) + width / 2 + 5;
  const text = `× ${short(flow[k - 1] / flow[k])}`;
  if (from - to <= Math.max(40, 6.5 * text.length) || !(flow[k] > 0) || !Number.isFinite(flow[k])) {
    return [];
  }
  const [y1, y2, middle] = [y(flow[k]) + 3, y(flow[k - 1]) + 3, (from + to) / 2];
  const low = Math.max(y1, y2) + 17 > base - 3;
  const line = { fill: 'none', stroke: 'var(--bwd)', 'stroke-width': 1.3 };
  return [svg('path', { ...line, d: `M${from} ${y1}C${middle} ${y1} ${middle} ${y2} ${to} ${y2}` }),
    svg('path', { ...line, d: `M${to + 7} ${y2 - 4}L${to} ${y2}L${to + 7} ${y2 + 4}` }),
    svg('text', { x: middle, y: low ? Math.min(y1, y2) - 6 : (y1 + y2) / 2 + 18, 'text-anchor': 'middle' }, text)];
}

function drawBars(place, width, height) {
  const flow = meanSizes();
  lower(flow);
  const base = height - FOOT;
  const y = (v) => base - (base - TOP - 12) * Math.max(0, v > 0 ? Math.min(1, (Math.log10(v) - low) / -low) : 0);
  const { deep } = geometry;
  const barWidth = Math.min(18, Math.max(10, geometry.pitch * 0.4)) * (isWide() ? 1.14 : 1);
  const right = geometry.right + (geometry.phone ? 0 : 24);
  const lines = [];
  const every = low < -15 ? 3 * Math.ceil(-low / 12) : 3;
  for (let e = 0; e >= low; e -= every) {
    lines.push(svg('line', { x1: 0, x2: right, y1: y(10 ** e), y2: y(10 ** e), stroke: 'var(--rule)',
      'stroke-dasharray': e === low ? 'none' : '1 3' }), svg('text', { x: 0, y: y(10 ** e) - 3 }, decade(e)));
  }
  const cap = el('div', { class: 'cap' }, el('b', {}, 'Gradients'), geometry.phone ? ''
    : ` mean size in each layer, on the way back${deep ? ' (each line: a factor of 1,000)' : ''}`);
  place.replaceChildren(cap, svg('svg', { width, height }, lines,
    flow.map((w, at) => bar(w, at + 1, y(w), base, barWidth, deep)),
    flow.slice(1).map((_, at) => arrow(at + 1, flow, y, barWidth, base))));
}

when('opened', () => { low = -LEAST_DECADES; });
function draw() {
  const place = $('grad');
  const [width, height] = [place.clientWidth, place.clientHeight];
  if (width > 0 && height > 0) {
    (app.open?.kind === 'slow' ? drawTrack : drawBars)(place, width, height);
  }
}

pictureOf('gradients', draw);
when('open layout', () => app.look && draw());
