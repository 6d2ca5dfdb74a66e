// SPDX-License-Identifier: Apache-2.0
// The network's buttons: neurons to point at and to open, layers to make larger and smaller.

import { $, arrowOf, button, clamp, el, on, times, write } from './dom.js';
import { app, happened, when } from './state.js';
import { geometry, layout } from './geometry.js';
import { attendedNeurons, drawNetwork } from './net.js';
import { classMark } from './marks.js';
import { edit, lookAgain } from './lesson.js';
import { functionName, neuronName, plural } from './words.js';
import { light, openNeuron } from './opened.js';
import * as setups from './setup.js';

const MOST_NEURONS = 16;
const MOST_LAYERS = 12;
const GLIDE = 220;
const buttons = new Map();

/** Quick clicks all count: each starts from what was asked for last. */
const resize = (change) => edit((setup) => ({ hidden: change(setups.hidden(setup)).join() }));

function plusMinus(k, by, label) {
  const size = app.opened.sizes[k] + by;
  const changed = (n) => Math.max(1, Math.min(MOST_NEURONS, n + by));
  return button(by < 0 ? '−' : '+', () => resize((sizes) => sizes.map((n, at) => (at === k - 1 ? changed(n) : n))),
    { 'aria-label': label, disabled: size < 1 || size > MOST_NEURONS });
}

function heading(k) {
  const size = app.opened.sizes[k];
  const { deep } = geometry;
  return el('span', { class: `colh${deep ? ' deep' : ''}`, style: { left: `${geometry.positions[k][0][0]}px` },
    title: deep ? `layer ${k}: ${plural(size, 'neuron')}` : null }, deep ? String(k) : `layer ${k}`,
  el('span', { class: 'pm' }, plusMinus(k, -1, `One neuron less in layer ${k}`), el('span', {}, String(size)),
    plusMinus(k, 1, `One neuron more in layer ${k}`)));
}

function neuron(k, j) {
  const { side } = geometry;
  const name = neuronName(app.opened, k, j);
  const labeled = k === 0 || (side > 34 && geometry.gap > 15 && !geometry.phone);
  return placed(k, j, side, labeled && el('i', {}, name), () => k > 0 && openNeuron(k, j), {
    class: `n${k || name.length > 5 ? '' : ' in'}${side < 30 ? ' tiny' : ''}`,
    'aria-label': `${k ? 'neuron' : 'input'} ${name}`, onmouseenter: () => point(k, j), onmouseleave: () => point(null),
    onfocus: (event) => event.target.matches(':focus-visible') && point(k, j), onblur: () => point(null) });
}

function placed(k, j, size, content, onclick, attributes) {
  const [x, y] = geometry.positions[k][j];
  const made = button(content, onclick, { ...attributes, 'data-k': k, 'data-j': j,
    tabindex: buttons.size === 0 ? 0 : -1, onkeydown: (event) => walk(event, k, j),
    style: { left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` } });
  buttons.set(`${k},${j}`, made);
  return made;
}

/** One stop of the Tab key; the arrows go from neuron to neuron. */
function walk(event, k, j) {
  const [dk, dj] = arrowOf(event) ?? [];
  const { sizes } = app.opened;
  if (dk === undefined || k + dk < 0 || k + dk >= sizes.length) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const size = sizes[k + dk];
  const to = buttons.get(`${k + dk},${(Math.min(size - 1, j + dj) + size) % size}`);
  if (to) {
    event.target.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }
}

function point(k, j) {
  if (app.open) {
    light(k === null ? null : { neuron: `${k},${j}` });
  }
  if (app.open || (k === null && !app.hover)) {
    return;
  }
  app.hover = k === null ? null : { k, j };
  happened('hover');
  if (app.hover) {
    lookAgain();
  }
}

function port(j) {
  const { opened } = app;
  const last = opened.sizes.length - 1;
  const sign = functionName(opened.functions.at(-1)) || '∑';
  const content = opened.sizes[last] > 1 ? classMark(j, 12) : sign;
  return placed(last, j, 2 * geometry.radius, content, () => openNeuron(last, j), { class: 'port',
    title: `Output: adds up; ${sign}`, 'aria-label': neuronName(opened, last, j) });
}

/** Builds all buttons; called when the lesson or its room is another. */
export function build() {
  layout();
  const focus = document.activeElement?.dataset?.k;
  const at = document.activeElement?.dataset?.j;
  buttons.clear();
  const { sizes } = app.opened;
  const parts = sizes.slice(0, -1).flatMap((size, k) => times(size, (j) => neuron(k, j)));
  const ports = times(sizes.at(-1), port);
  const headings = sizes.slice(1, -1).map((_, k) => heading(k + 1));
  $('hits').replaceChildren(...headings, ...parts, ...ports);
  if (focus !== undefined) {
    buttons.get(`${focus},${at}`)?.focus({ preventScroll: true });
  }
  showCounts(sizes.length - 2);
  mark();
  happened('layout');
}

function showCounts(layers) {
  write($('layer-count'), layers === 0 ? 'No hidden layer' : plural(layers, 'hidden layer'));
  write($('nlsub'), layers === 0 ? 'the inputs go straight into the output' : geometry.deep ? 'numbered from the left'
    : 'each square: what that neuron gives');
  $('fewer-layers').disabled = layers === 0;
  $('more-layers').disabled = layers === MOST_LAYERS;
}

/** Which neurons are looked at or pointed at, and which are dead: a ReLU that gives 0 all over the plane. */
function mark() {
  const attended = new Set(attendedNeurons());
  $('pic').classList.toggle('dimn', app.open?.kind === 'weight');
  $('pic').classList.toggle('nums', ['weight', 'slow', 'example'].includes(app.open?.kind));
  const hot = app.hover ?? (app.open?.kind === 'neuron' ? app.open : null);
  for (const [key, made] of buttons) {
    const { k, j } = made.dataset;
    made.classList.toggle('on', attended.has(key));
    made.classList.toggle('hot', hot !== null && key === `${hot.k},${hot.j}`);
    made.classList.toggle('dead', app.opened.functions[k - 1] === 'relu' && app.look.neurons[k]?.high[j] === 0);
  }
}

/** The squares step back softly where something opens, and come forward again. */
function glide(from) {
  const to = { ...geometry };
  const begun = performance.now();
  const frame = (now) => {
    const t = clamp((now - begun) / GLIDE);
    const mix = (a, b) => (typeof b === 'number' ? a + (b - a) * t : b.map((part, at) => mix(a[at] ?? part, part)));
    if (geometry.positions === to.positions) {
      drawNetwork({ side: mix(from.side, to.side), positions: mix(from.positions, to.positions) });
      if (t < 1) {
        requestAnimationFrame(frame);
      }
    }
  };
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
    frame(begun);
  }
}

on('more-layers', 'click', () => resize((sizes) => [...sizes, sizes.at(-1) ?? 4].slice(0, MOST_LAYERS)));
on('fewer-layers', 'click', () => resize((sizes) => sizes.slice(0, -1)));
when('opened mode', () => app.look && build());
when('hover', mark);
when('look', () => app.opened.functions[0] === 'relu' && mark());
when('open', () => {
  const before = { ...geometry };
  layout();
  if (before.side === geometry.side) {
    mark();
  } else {
    build();
    glide(before);
  }
});
window.addEventListener('resize', () => app.look && build());
