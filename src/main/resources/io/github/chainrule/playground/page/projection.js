// SPDX-License-Identifier: Apache-2.0
// A hidden layer's values in two dimensions: of two neurons, or the output's sum and the widest direction.

import { app } from './state.js';
import { isRegression } from './colors.js';
import { clamp, times } from './dom.js';

const ROUNDS = 20;
const PAD = 0.08;
/** The directions of the frame before: the view must not jump. */
const before = [[], []];

const rows = (values, n) => times(values.length / n, (i) => values.subarray(i * n, (i + 1) * n));

function dot(u, v) {
  let sum = 0;
  for (let i = 0; i < u.length; i++) {
    sum += u[i] * v[i];
  }
  return sum;
}

function unit(v) {
  const length = Math.sqrt(dot(v, v)) || 1;
  return v.map((x) => x / length);
}

/** The direction in which centered rows are widest, across w: the power method. */
function widest(centered, w, axis) {
  const across = (v) => {
    const part = dot(v, w);
    return unit(v.map((x, i) => x - part * w[i]));
  };
  const known = before[axis].length === w.length;
  let direction = across(known ? before[axis] : w.map((_, i) => Math.cos(1.7 * i + 0.4)));
  for (let n = 0; n < (known ? ROUNDS / 5 : ROUNDS); n++) {
    const next = new Array(w.length).fill(0);
    for (const c of centered) {
      const d = dot(c, direction);
      c.forEach((x, i) => { next[i] += x * d; });
    }
    direction = across(next);
  }
  before[axis] = direction;
  return direction;
}

function squeeze(sum) {
  const [low, high] = app.opened.values;
  return isRegression() ? clamp((sum - low) / (high - low)) : 1 / (1 + Math.exp(-sum));
}

/** The window around all points; of a function with bounds, these. */
function rangeOf(points, layer) {
  const bounds = { tanh: [-1, 1], sigmoid: [0, 1] }[app.opened.functions[layer - 1]];
  const fixed = bounds && app.opened.sizes[layer] <= 2;
  return [0, 1].flatMap((d) => {
    const values = points.map((p) => p[d]).filter(Number.isFinite);
    const [low, high] = fixed ? bounds : [Math.min(...values, 0), Math.max(...values, 0)];
    const pad = (high - low) * PAD || 1;
    // Below the points is room for the axis's name.
    return [low - pad * (1 + 1.2 * d), high + pad];
  });
}

/** Where points and net lie, the window, the axes' names, and the answer at a place of it if that can be said. */
export function projected({ layer, examples, net }) {
  const n = app.opened.sizes[layer];
  const outputs = app.opened.sizes[layer + 1];
  const all = rows(examples, n);
  const parameters = app.look.parameters[layer];
  const single = outputs === 1 && layer === app.opened.sizes.length - 2;
  let place;
  let answer = null;
  let axes = [`${layer}.1`, n === 2 ? `${layer}.2` : ''];
  if (n <= 2) {
    place = (a) => [a[0], n === 2 ? a[1] : 0];
    answer = single && ((u, v) => squeeze(u * parameters[0] + (n === 2 ? v * parameters[1] : 0) + parameters[n]));
  } else {
    const mean = all[0].map((_, i) => all.reduce((sum, a) => sum + a[i], 0) / all.length);
    const centered = all.map((a) => a.map((x, i) => x - mean[i]));
    const weights = single ? Array.from(parameters.subarray(0, n)) : null;
    const across = weights ?? widest(centered, new Array(n).fill(0), 0);
    const direction = widest(centered, weights ? unit(weights) : across, 1);
    const first = (a) => (single ? dot(a, weights) + parameters[n] : dot(a, across));
    place = (a) => [first(a), dot(a, direction) - dot(mean, direction)];
    answer = single && squeeze;
    axes = [single ? 'output’s sum' : '', ''];
  }
  const points = all.map(place);
  return { points, net: rows(net, n).map(place), range: rangeOf(points, layer), answer, axes };
}
