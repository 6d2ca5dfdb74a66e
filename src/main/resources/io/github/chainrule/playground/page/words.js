// SPDX-License-Identifier: Apache-2.0
// Numbers and names, the same in picture, bars, margin and bubbles: neuron 2.3 is the third of layer 2.

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

const superscript = (number) => String(number).replace('-', '⁻').replace(/\d/g, (d) => SUPERSCRIPTS[d]);

const subscript = (number) => String(number).replace(/\d/g, (d) => SUBSCRIPTS[d]);

/** A power of ten, at an axis. */
export const decade = (exponent) => Math.abs(exponent) <= 3 ? String(Number((10 ** exponent).toPrecision(1)))
  : `10${superscript(exponent)}`;

/** As many digits as there is room for; powers of ten where they would only be zeros. */
export function short(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return 'not a number';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e4)) {
    const [digits, exponent] = value.toExponential(1).split('e');
    return minus(`${digits}·10${superscript(Number(exponent))}`);
  }
  return minus(size === 0 ? '0' : value.toFixed(size < 0.0995 ? 3 : size < 100 ? 2 : 0));
}

export const minus = (text) => text.replace(/^-/, '−');

/** In brackets, as a factor has to be if it is negative. */
export const factor = (value) => value < 0 ? `(${short(value)})` : short(value);

export const count = (number) => number.toLocaleString('en');

export const plural = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;

/** What an input is called: x₁, x₁², x₁x₂, sin x₁. */
export const inputName = (input) => input.replace('·', '').replace(/x(\d)/g, (_, d) => `x${subscript(d)}`);

/** What neuron j (from 0) of layer k (0: the inputs) is called. */
export function neuronName(opened, k, j) {
  const last = opened.sizes.length - 1;
  return k === 0 ? inputName(opened.inputs[j]) : k < last ? `${k}.${j + 1}`
    : opened.sizes[last] === 1 ? 'output' : `output ${opened.classes[j]}`;
}

export function weightName(opened, { k, i, j }) {
  return i === null ? `Bias of ${neuronName(opened, k + 1, j)}`
    : `Weight ${neuronName(opened, k, i)} → ${neuronName(opened, k + 1, j)}`;
}

const FUNCTIONS = { sigmoid: 'σ', relu: 'ReLU', leaky: 'leaky ReLU', tanh: 'tanh', softmax: 'softmax', none: '' };

export const functionName = (name) => FUNCTIONS[name] ?? name;
