// SPDX-License-Identifier: Apache-2.0
// The chain rule, row by row: the factors of a gradient, from the loss back to what was opened, with their numbers.

import { app, layers, weightOf } from './state.js';
import { a, mi, mn, mo, row, slope, slopeOf, sub, sumOfProducts, z } from './formulas.js';
import { math, times } from './dom.js';
import { factor, short } from './words.js';

const MOST_NEURONS = 3;

function isAnswerMinusTarget() {
  const k = layers();
  const { dz, says } = app.numbers;
  return dz[k - 1].every((d, j) => Math.abs(d - (says[j] - target(j))) <= 1e-9 + 1e-6 * Math.abs(d));
}

function target(j) {
  const { target: t } = app.numbers;
  return t.length > j ? t[j] : t[0];
}

/** The slopes of the output's sums. */
export function outputRows() {
  const k = layers();
  const { dz, says } = app.numbers;
  const simple = isAnswerMinusTarget();
  return dz[k - 1].slice(0, MOST_NEURONS + 1).map((d, j) => (simple
    ? row([slopeOf(z(k, j)), mo('='), a(k, j), mo('−'), mi('t')], `${short(says[j])} − ${short(target(j))}`, short(d),
      '', { neuron: `${k},${j}` }) : throughFunction(k, j)));
}

function sumSign(n) {
  const under = math('munder', mo('∑'), math('mtext', `${n} paths`));
  under.firstChild.setAttribute('movablelimits', 'false');
  return under;
}

/** A hidden neuron's own two rows: what comes back to its value, and through its function to its sum. */
export function neuronRows(k, j) {
  const { dz, da, parameters } = app.numbers;
  const next = dz[k];
  const letters = next.length === 1 ? [slopeOf(z(k + 1, 0)), mo('·'),
    sub('w', `${k}.${j + 1}→${k + 1 === layers() ? 'out' : `${k + 1}.1`}`)]
    : [sumSign(next.length), slopeOf(mi('z')), mi('w')];
  return [row([slopeOf(a(k, j)), mo('='), ...letters],
    sumOfProducts(next.map((d, q) => [d, weightOf(parameters, k, j, q)])), short(da[k - 1][j]), '', { k, i: j }),
  throughFunction(k, j)];
}

/** From a neuron's value to its sum. */
function throughFunction(k, j) {
  const { dz, da, slope: slopes } = app.numbers;
  return row([slopeOf(z(k, j)), mo('='), slopeOf(a(k, j)), ...slope(k, j)],
    `${short(da[k - 1][j])} · ${factor(slopes[k - 1][j])}`, short(dz[k - 1][j]), '', { neuron: `${k},${j}` });
}

/** A whole layer on the way: its neurons, in one row each, or all in one. */
function layerRows(k) {
  const slopes = app.numbers.dz[k - 1];
  const size = slopes.length;
  if (size <= MOST_NEURONS) {
    return slopes.flatMap((_, j) => (size === 1 ? neuronRows : throughFunction)(k, j));
  }
  const strongest = slopes.map((d, j) => [d, j]).sort((p, q) => Math.abs(q[0]) - Math.abs(p[0])).slice(0, MOST_NEURONS);
  return [row([slopeOf(sub('z', `${k}.1 … ${k}.${size}`))],
    `largest: ${strongest.map(([d, j]) => `${k}.${j + 1} ${short(d)}`).join(', ')}`, '', '', { k })];
}

/** All factors of a weight's gradient for one example. */
export function weightRows({ k, i, j }) {
  const { dz, a: values } = app.numbers;
  const rows = outputRows();
  for (let layer = layers() - 1; layer > k + 1; layer--) {
    rows.push(...layerRows(layer));
  }
  if (k + 1 < layers()) {
    rows.push(...neuronRows(k + 1, j));
  }
  const from = i === null ? 1 : values[k][i];
  const letters = i === null ? [] : [mo('·'), a(k, i)];
  const numbers = i === null ? 'the bias’s input is always 1' : `${short(dz[k][j])} · ${factor(from)}`;
  rows.push(row([slopeOf(mi(i === null ? 'b' : 'w')), mo('='), slopeOf(z(k + 1, j)), ...letters], numbers,
    short(dz[k][j] * from), 'sum', { k, i: i ?? -1, j }));
  return rows;
}

/** Forward through a layer: each neuron's sum and value. */
export function forwardRows(k, most = MOST_NEURONS) {
  const { a: values, z: sums, parameters } = app.numbers;
  const inputs = values[k - 1];
  const weight = (i, j) => weightOf(parameters, k - 1, i, j);
  return sums[k - 1].slice(0, most).flatMap((sum, j) => [
    row([z(k, j), mo('='), weighted(k, inputs.length), mo('+'), mi('b')],
      sumOfProducts(inputs.map((v, i) => [weight(i, j), v]), weight(null, j)), short(sum), 'f', { k: k - 1, j }),
    row([a(k, j), mo('='), ...applied(k, j)], `at ${short(sum)}`, short(values[k][j]), 'f', { neuron: `${k},${j}` })]);
}

function weighted(k, n) {
  const term = (i) => [sub('w', i + 1), a(k - 1, i)];
  return n <= 2 ? times(n, (i) => (i ? [mo('+'), ...term(i)] : term(i)))
    : [...term(0), mo('+'), mo('…'), mo('+'), ...term(n - 1)];
}

function applied(k, j) {
  const name = app.opened.functions[k - 1];
  return name === 'none' ? [z(k, j)]
    : [mi({ sigmoid: 'σ', relu: 'ReLU', leaky: 'leaky' }[name] ?? name), mo('('), z(k, j), mo(')')];
}

/** The loss of the example. */
export function lossRow() {
  const { loss, lossName, says } = app.numbers;
  const t = target(0);
  const binary = says.length === 1 && isAnswerMinusTarget() && (t === 0 || t === 1) && app.opened.classes.length > 0;
  const k = layers();
  const wanted = t ? [a(k, 0)] : [mo('('), mn('1'), mo('−'), a(k, 0), mo(')')];
  return binary ? row([mi('L'), mo('='), mo('−'), mi('ln'), ...wanted],
    `−ln ${short(t ? says[0] : 1 - says[0])}, since t = ${t}`, short(loss), 'f')
    : row([mi('L')], `${lossName} of ${says.map(short).join(', ')}; target ${app.numbers.target.map(short).join(', ')}`,
      short(loss), 'f');
}

/** What one plain step makes of a weight. */
export function updateRow(k, i, j, rate) {
  const { dz, a: values, parameters } = app.numbers;
  const before = weightOf(parameters, k, i, j);
  const gradient = dz[k][j] * values[k][i];
  return { before, gradient, after: before - rate * gradient, now: weightOf(app.look.parameters, k, i, j) };
}
