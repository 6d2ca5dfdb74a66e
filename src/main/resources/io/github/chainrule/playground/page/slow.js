// SPDX-License-Identifier: Apache-2.0
// One step of back-propagation, played slowly: forward layer by layer, the loss, backward, and the update.

import { el, svg, times } from './dom.js';
import { app, happened, layers, weightOf } from './state.js';
import { geometry, lines } from './geometry.js';
import { forwardRows, lossRow, neuronRows, outputRows, updateRow } from './chainrule.js';
import { mi, mo, row, slopeOf, sub } from './formulas.js';
import { factor, minus, neuronName, plural, short } from './words.js';
import { look } from './lesson.js';
import { fetchNumbers, goToStop } from './opened.js';
import { isLit, linePlate, neuronPlate, ribbon } from './plates.js';

const MILLISECONDS = 1400;
const MOST_ROWS = 6;
const FEW_LINES = 6;
const SMALL = 40;
let timer = 0;

const nameOf = (k) => k === layers() ? 'output' : `layer ${k}`;

/** The stops: forward 1…n, the loss, backward n…1, the update. */
export function stops() {
  const numbers = times(layers(), (at) => at + 1);
  return [...numbers.map((k) => ({ role: 'f', k, title: `Forward: ${nameOf(k)}`, text: k < layers()
    ? 'Each neuron weighs what it is fed, adds up, and passes the sum through its function.'
    : 'The output does the same with the values of the last hidden layer.' })),
  { role: 'l', k: 0, title: 'The loss', text: 'How wrong is it? Being certain and wrong costs most.' },
  ...numbers.reverse().map((k) => ({ role: 'b', k, title: `Backward: ${nameOf(k)}`, text: k === layers()
    ? 'Back at the output: how the loss changes with its sum.'
    : 'The same lines, backward: each error travels along the weights, and shrinks where the function is flat.' })),
  { role: 'u', k: 0, title: 'Every weight moves', text: updateText() }];
}

function updateText() {
  if (app.open.made) {
    return `The step is made: these are the weights now.${app.setup.get('rule') === 'sgd' ? ''
      : ' The optimizer used the past, too, so they differ a little from the formula.'}`;
  }
  return app.setup.get('rule') === 'sgd' ? 'Each weight moves against its gradient, times the learning rate η.'
    : 'Each weight moves against its gradient. Plain descent gives these numbers; this optimizer uses the past, too.';
}

/** What stands in the margin at a stop. */
export function stopRows() {
  const stop = stops()[app.open.stop];
  const { k } = stop;
  const all = stop.role === 'f' ? forwardRows(k) : stop.role === 'l' ? [lossRow()] : stop.role === 'u' ? updates()
    : k === layers() ? [...outputRows(), ...weightGradients(k)]
      : app.numbers.dz[k - 1].slice(0, 3).flatMap((_, j) => neuronRows(k, j));
  const shown = all.slice(0, MOST_ROWS);
  const size = app.opened.sizes[k] ?? 0;
  const rest = stop.role === 'u' ? app.look.parameters.reduce((sum, { length }) => sum + length, 0) - shown.length
    : ['f', 'b'].includes(stop.role) && size > 3 && !(stop.role === 'b' && k === layers()) ? size - 3 : 0;
  const more = stop.role === 'u' ? 'more parameter' : 'more neuron';
  return [...shown, rest > 0 && el('p', { class: 'mini' }, `… and ${plural(rest, more)}, in the same way.`)];
}

function weightGradients(k) {
  const { dz, a } = app.numbers;
  const letter = k === 1 ? 'x' : 'a';
  return a[k - 1].map((value, i) => row([slopeOf(sub('w', k === 1 ? i + 1 : `${k - 1}.${i + 1}`)), mo('='),
    slopeOf(mi('z')), mo('·'), mi(letter)], `${short(dz[k - 1][0])} · ${factor(value)}`,
    short(dz[k - 1][0] * value), '', { k: k - 1, i, j: 0 }));
}

function updates() {
  // Of a step that is made, the rate it was made with.
  const rate = Number(app.open.made || app.setup.get('rate'));
  return lines().slice(0, MOST_ROWS).map(({ k, i, j }) => {
    const { before, gradient, after, now } = updateRow(k, i, j, rate);
    const name = `${neuronName(app.opened, k, i)}→${k + 1 === layers() ? 'out' : neuronName(app.opened, k + 1, j)}`;
    return row([sub('w', name), mo('−'), mi('η'), slopeOf(mi('w'))], `${short(before)} − ${rate} · ${factor(gradient)}`,
      app.open.made ? `now ${minus(now.toFixed(3))}` : minus(after.toFixed(3)), 'u', { k, i, j });
  });
}

/** The lines and numbers that are lit at a stop. */
export function slowMarks() {
  const n = layers();
  const at = app.open.stop;
  const stop = stops()[at];
  const { a, dz, parameters } = app.numbers;
  a[0].forEach((value, j) => geometry.side > 16 && neuronPlate(0, j, 'f', value));
  if (stop.role !== 'u') {
    lines().filter(({ k }) => at >= k).forEach((one) => ribbon(one, 'f'));
    lines().filter(({ k }) => at >= 2 * n - k).forEach((one) => ribbon(one, 'b'));
  }
  const present = stop.k > 0 && geometry.roomy ? lines(stop.k - 1, stop.k) : [];
  for (const { k, i, j } of present.filter((one) => present.length <= FEW_LINES || isLit(one))) {
    const w = weightOf(parameters, k, i, j);
    const [from, by] = stop.role === 'f' ? [a[k][i], w] : [dz[k][j], k ? w : a[k][i]];
    linePlate({ k, i, j }, i !== j && app.opened.sizes[k + 1] > 1 ? 0.26 : 0.5, stop.role === 'f' ? -11 : 11,
      `${short(from)} × ${short(by)}`, stop.role);
  }
  for (let k = 1; k <= n; k++) {
    // Small squares have room for the numbers of the present stop only.
    const isNow = geometry.side > SMALL || k === n || (k === stop.k && geometry.gap + geometry.side > 17);
    for (let j = 0; isNow && j < app.opened.sizes[k]; j++) {
      if (at >= k - 1 && (geometry.side > SMALL || stop.role !== 'b' || k === n)) {
        neuronPlate(k, j, 'f', a[k][j]);
      }
      if (at >= 2 * n - k + 1) {
        neuronPlate(k, j, 'b', dz[k - 1][j]);
      }
    }
  }
}

const COLORS = { f: 'var(--fwl)', b: 'var(--bwd)', l: 'var(--ink)', u: 'var(--ink)' };

/** The track of the step, in the gradients' place: each stop under its layer. */
export function drawTrack(place, width, height) {
  const n = layers();
  const [yf, yb] = [height * 0.43, height * 0.74];
  const end = geometry.right + 8;
  const x = (k) => (k === n ? geometry.right - 34 : geometry.positions[k][0][0]);
  const bend = (yb - yf) / 2;
  const turn = (from, h) => `M${from} ${yf}H${end - 18}q18 0 18 ${bend}${h ? `q0 ${bend} -18 ${bend}H${h}` : ''}`;
  const at = app.open.stop;
  const places = stops().map(({ role, k }) => ({ role, k, x: role === 'l' ? end : role === 'u' ? x(0) : x(k),
    y: role === 'f' ? yf : role === 'l' ? (yf + yb) / 2 : yb }));
  const path = (d, stroke, strokeWidth) => svg('path', { d, fill: 'none', stroke, 'stroke-width': strokeWidth });
  const green = at < n ? `M${x(0)} ${yf}H${places[at].x}` : turn(x(0));
  const deep = n > 7;
  const plum = at > n && path(`M${end} ${(yf + yb) / 2}q0 ${bend} -18 ${bend}H${places[at].x}`, COLORS.b, 3.5);
  const words = [el('b', {}, 'One step'), el('span', { class: 'forward' }, ' forward ▸'),
    el('span', { class: 'backward' }, ' ◂ backward')];
  place.replaceChildren(el('div', { class: 'cap' }, words), svg('svg', { width, height },
    path(turn(x(0), x(0)), 'var(--rule)', 3), path(green, COLORS.f, 3.5), plum,
  svg('circle', { cx: x(0), cy: yf, r: 5, fill: COLORS.f }),
  svg('text', { x: x(0), y: yf - 14, 'text-anchor': 'middle' }, 'example'),
  places.map((stop, i) => trackStop(stop, i, at, deep))));
}

function trackStop({ role, k, x, y }, i, at, deep) {
  const now = i === at;
  const color = i <= at ? COLORS[role] : 'var(--ink2)';
  const text = role === 'l' ? 'loss' : role === 'u' ? 'update' : deep ? (k === layers() ? 'out' : k) : nameOf(k);
  const below = { l: 4, f: now ? -22 : -16 }[role] ?? (now ? 31 : 24);
  return svg('g', { class: 'stop', onclick: () => goToStop(i) },
    svg('circle', { cx: x, cy: y, r: now ? 11 : 7, fill: i <= at ? color : 'var(--paper)', stroke: color,
      'stroke-width': 2 }),
    now && svg('circle', { cx: x, cy: y, r: 15, fill: 'none', stroke: 'var(--mark)', 'stroke-width': 4 }),
    svg('text', { x: role === 'l' ? x - 20 : x, y: y + below,
      'text-anchor': role === 'l' ? 'end' : 'middle', class: now ? 'now' : '' }, text));
}

export const stopRunning = () => clearTimeout(timer);

/** Plays the stops one after another. */
export function run() {
  stopRunning();
  const open = app.open;
  const tick = () => {
    if (app.open === open && open.stop < stops().length - 1) {
      goToStop(open.stop + 1);
      timer = setTimeout(tick, MILLISECONDS);
    }
  };
  tick();
}

/** To another stop; after the last one the step is made, and the next example comes. */
export async function move(by) {
  stopRunning();
  const last = stops().length - 1;
  const to = app.open.stop + by;
  if (to <= last) {
    goToStop(Math.max(0, to));
  } else if (!app.open.made) {
    const rate = app.setup.get('rate');
    await look({ example: app.example, words: 1 });
    app.open.made = rate;
    happened('open');
  } else {
    app.example = app.look.worst;
    app.open = { kind: 'slow', stop: 0 };
    await fetchNumbers();
  }
}
