// SPDX-License-Identifier: Apache-2.0
// What the page knows: the lesson as it was opened, how it looks now, and what the reader has opened of it.

export const app = {
  /** The lessons of the path, in their order. */
  lessons: [],
  /** What stays while a lesson is trained: points, names, sizes. */
  opened: null,
  /** What changes with each step. */
  look: null,
  /** The diagnosis, and the advice that was tried for it. */
  words: null,
  advice: null,
  /** The settings, as a map. */
  setup: new Map(),
  /** What was replaced by an advice, to be undone. */
  undo: null,
  playing: false,
  /** Whether the callouts of the first visit stand. */
  calls: false,
  presenter: false,
  /** Whether plane and hidden layer's view have changed places. */
  swapped: false,
  /** The example in question, an index. */
  example: null,
  /** What is opened: {kind: 'weight', k, i, j}, {kind: 'neuron', k, j}, {kind: 'example'}, {kind: 'slow', stop}. */
  open: null,
  /** The numbers of what is opened. */
  numbers: null,
  /** A neuron that is pointed at: {k, j}. */
  hover: null,
  /** Layer and neuron that a row or a line points at: {k, i, j}. */
  lit: null,
};

const listeners = new Map();
let turn = 0;

/** Listens to 'opened' (a lesson), 'look' (each frame), 'words', 'open' (a number), 'hover', 'lit', 'mode', … */
export function when(events, listener) {
  events.split(' ').forEach((event) => listeners.set(event, [...(listeners.get(event) ?? []), listener]));
}

/** While it plays, charts take turns: each is drawn in every third frame. */
export const isTurn = (number) => !app.playing || turn % 3 === number;

export function happened(event) {
  turn += event === 'look' ? 1 : 0;
  (listeners.get(event) ?? []).forEach((listener) => listener());
}

/** The neuron that stands large in the plane's place. */
export const largeNeuron = () => app.hover ?? (app.open?.kind === 'neuron' ? app.open : null);

/** How many layers there are; the last one is the output. */
export const layers = () => app.opened.sizes.length - 1;

/** Weight from input i (or null: the bias) of layer k+1 to neuron j, out of the layer's numbers. */
export function weightOf(numbers, k, i, j) {
  const { sizes } = app.opened;
  return numbers[k][(i ?? sizes[k]) * sizes[k + 1] + j];
}
