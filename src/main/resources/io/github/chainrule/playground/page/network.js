// SPDX-License-Identifier: Apache-2.0
// The network: a button with a picture for each neuron, a line for each weight.

import { drawNeuron, drawOutput } from './surface.js';

const room = document.getElementById('network');
const SVG = 'http://www.w3.org/2000/svg';
const ROW = 46;
const NEURON = 36;
const TOP = 34;
const BOTTOM = 26;
const LEFT = 16;

let canvases = [];
let lines = [];

function element(name, className, parent, text = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  parent.append(made);
  return made;
}

/**
 * Draws a network anew.
 *
 * @param sizes   neurons of each layer, with the inputs and the outputs
 * @param names   of the inputs
 * @param outputs what the outputs are called
 * @param actions more(layer), fewer(layer), open(what)
 */
export function build(sizes, names, outputs, actions) {
  // Twelve layers stand close together; one has room to show its lines.
  const column = Math.max(64, Math.min(130, (room.clientWidth - LEFT - NEURON - 8) / (sizes.length - 1)));
  const height = TOP + ROW * Math.max(...sizes) + BOTTOM;
  const width = LEFT + column * (sizes.length - 1) + NEURON;
  const place = (layer, j) => [LEFT + column * layer, TOP + ROW * j + (height - TOP - BOTTOM - ROW * sizes[layer]) / 2];
  room.replaceChildren();
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', width);
  svg.setAttribute('height', height);
  svg.setAttribute('aria-hidden', 'true');
  room.append(svg);
  lines = sizes.slice(1).map((size, k) => weights(svg, place, k, sizes[k], size, actions));
  canvases = sizes.map((size, layer) => Array.from({ length: size }, (_, j) => neuron(layer, j, place(layer, j), sizes,
    layer === 0 ? names : layer === sizes.length - 1 ? outputs : [], actions)));
  sizes.slice(1).forEach((_, k) => layerButton(k, place(k + 1, 0)[0], height - BOTTOM, actions));
  sizes.slice(1, -1).forEach((size, hidden) => sizeButtons(hidden, place(hidden + 1, 0)[0], size, actions));
}

function weights(svg, place, k, from, to, actions) {
  const made = [];
  for (let i = 0; i < from; i++) {
    for (let j = 0; j < to; j++) {
      const [x1, y1] = place(k, i);
      const [x2, y2] = place(k + 1, j);
      const ends = { x1: x1 + NEURON, y1: y1 + NEURON / 2, x2, y2: y2 + NEURON / 2 };
      const line = svgLine(svg, ends, '');
      svgLine(svg, ends, 'hit').addEventListener('click',
        () => actions.open({ layer: k, from: i, to: j }));
      made.push(line);
    }
  }
  return made;
}

function svgLine(svg, ends, className) {
  const line = document.createElementNS(SVG, 'line');
  Object.entries(ends).forEach(([name, value]) => line.setAttribute(name, value));
  line.setAttribute('class', className);
  svg.append(line);
  return line;
}

function neuron(layer, j, [left, top], sizes, names, actions) {
  const name = names[j] ?? `${j}`;
  const button = element('button', 'neuron', room);
  button.type = 'button';
  button.style.left = `${left}px`;
  button.style.top = `${top}px`;
  const kind = layer === 0 ? 'input' : layer === sizes.length - 1 ? 'output' : `layer ${layer}, neuron`;
  button.title = `${kind} ${name}`;
  button.setAttribute('aria-label', button.title);
  if (layer === 0) {
    button.textContent = name.length > 5 ? `${name.slice(0, 4)}…` : name;
    button.disabled = true;
    return null;
  }
  button.addEventListener('click', () => actions.open({ layer: layer - 1, from: -1, to: j }));
  return element('canvas', '', button);
}

function sizeButtons(hidden, left, size, actions) {
  const change = (offset, text, label, action) => {
    const button = element('button', 'change', room, text);
    button.type = 'button';
    button.style.left = `${left + offset}px`;
    button.style.top = '0px';
    button.setAttribute('aria-label', `${label} hidden layer ${hidden + 1}, which has ${size}`);
    button.addEventListener('click', () => action(hidden));
  };
  change(-9, '−', 'Remove a neuron from', actions.fewer);
  change(19, '+', 'Add a neuron to', actions.more);
}

/** Opens all of a linear layer at once. */
function layerButton(k, left, top, actions) {
  const button = element('button', 'change', room, `L${k + 1}`);
  button.type = 'button';
  button.style.left = `${left + 2}px`;
  button.style.top = `${top}px`;
  button.setAttribute('aria-label', `Open layer ${k + 1}`);
  button.title = `open all of layer ${k + 1}`;
  button.addEventListener('click', () => actions.open({ layer: k, from: -1, to: -1 }));
}

/** Shows what a look has brought. */
export function update(look) {
  look.neurons.forEach(({ pictures }, hidden) =>
    pictures.forEach((base64, j) => drawNeuron(canvases[hidden + 1][j], base64)));
  look.surface.forEach((base64, c) => drawOutput(canvases.at(-1)[c], base64, c, look.surface.length));
  look.weights.forEach(({ w }, k) => w.forEach((value, at) => {
    const line = lines[k][at];
    line.setAttribute('class', value < 0 ? 'neg' : 'pos');
    line.setAttribute('stroke-width', Math.min(7, 0.4 + 1.6 * Math.sqrt(Math.abs(value ?? 0))).toFixed(2));
    line.setAttribute('opacity', Math.min(1, 0.25 + Math.abs(value ?? 0) / 2).toFixed(2));
  }));
}
