// SPDX-License-Identifier: Apache-2.0
// Formulas, typeset with MathML, and rows of the margin: a formula, its numbers, its result.

import { el, math } from './dom.js';
import { app, layers } from './state.js';
import { factor, inputName, short } from './words.js';
import { light } from './opened.js';

const MOST_TERMS = 4;

export const mi = (text) => math('mi', text);
export const mo = (text) => math('mo', text);
export const mn = (text) => math('mn', text);
export const sub = (letter, index) => math('msub', mi(letter), math('mtext', String(index)));
const fraction = (above, below) => math('mfrac', math('mrow', above), math('mrow', below));
export const slopeOf = (...what) => fraction([mi('∂'), mi('L')], [mi('∂'), ...what]);

export function formula(...parts) {
  const root = math('math', ...parts);
  root.setAttribute('displaystyle', 'true');
  return root;
}

/** The index of neuron j of layer k: 2.1, or out. */
const index = (k, j) => k < layers() ? `${k}.${j + 1}` : app.opened.sizes[k] === 1 ? 'out' : `out ${j + 1}`;

export function a(k, j) {
  const input = k === 0 ? app.opened.inputs[j] : '';
  return k > 0 ? sub('a', index(k, j)) : /^x\d$/.test(input) ? sub('x', input.slice(1)) : mi(inputName(input));
}

export const z = (k, j) => sub('z', index(k, j));

/** The slope of layer k's function where neuron j stands, in letters. */
export function slope(k, j) {
  const square = math('msubsup', mi('a'), math('mtext', index(k, j)), mn('2'));
  switch (app.opened.functions[k - 1]) {
    case 'tanh': return [mo('('), mn('1'), mo('−'), square, mo(')')];
    case 'sigmoid': return [a(k, j), mo('('), mn('1'), mo('−'), a(k, j), mo(')')];
    case 'relu': return [math('msup', mi('ReLU'), mo('′')), mo('('), z(k, j), mo(')')];
    case 'none': return [mn('1')];
    default: return [math('msup', mi('f'), mo('′')), mo('('), z(k, j), mo(')')];
  }
}

/** Products of pairs, added; of many only the largest, and how many there are. */
export function sumOfProducts(pairs, bias) {
  const plus = bias === undefined ? '' : ` ${bias < 0 ? '−' : '+'} ${short(Math.abs(bias))}`;
  const text = (list) => list.map(([p, q], at) => `${at ? factor(p) : short(p)} · ${factor(q)}`).join(' + ');
  if (pairs.length <= MOST_TERMS) {
    return text(pairs) + plus;
  }
  const largest = [...pairs].sort((p, q) => Math.abs(q[0] * q[1]) - Math.abs(p[0] * p[1])).slice(0, MOST_TERMS - 1);
  return `${text(largest)} + … (${pairs.length} products)${plus}`;
}

/** One row; pointing at it lights what it is about: {k, i, j} for lines, {neuron: "k,j"} for a neuron. */
export function row(parts, numbers, result, role = '', lit = null) {
  const handlers = { onmouseenter: () => light(lit), onmouseleave: () => light(null) };
  return el('div', { class: `eq ${role}`, 'data-lit': lit && JSON.stringify(lit), ...handlers },
    el('span', {}, formula(...parts.flat(Infinity))), el('span', { class: 'r' }, result),
    el('span', { class: 'nums' }, numbers));
}
