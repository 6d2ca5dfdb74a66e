// SPDX-License-Identifier: Apache-2.0
// What the page knows: the lesson as it was opened, how it looks now, and what the reader has opened of it. Who
// listens. And the pictures, which are drawn part by part: while it plays, as many parts as a frame has time for.

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

/** Listens to 'opened' (a lesson), 'look' (each frame), 'words', 'open' (a number), 'hover', 'lit', 'mode', … */
export function when(events, listener) {
  events.split(' ').forEach((event) => listeners.set(event, [...(listeners.get(event) ?? []), listener]));
}

export function happened(event) {
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

/** Milliseconds until the next frame if this one was no effort; and how old a picture may become. */
const QUICK = 20;
const OLDEST = 350;

const pictures = [];
const drawn = {};
/** The parts of the round that is under way, how many of them were drawn, and how many the last round had. */
let parts = [][Symbol.iterator]();
let count = 0;
let all = 1;
/** How many parts a frame has time for. */
let share = 5;
let last = 0;

/** Adds a picture that has parts: a generator that draws one before each yield. */
export const picture = (draw) => pictures.push(draw);

/** Adds a picture of one part, of something in the look, drawn when that is another one. */
export const pictureOf = (what, draw) => picture(function* one() {
  if (drawn[what] !== app.look[what]) {
    drawn[what] = app.look[what];
    yield draw();
  }
});

function* round() {
  for (const draw of pictures) {
    yield* draw();
  }
}

when('opened', () => { parts = round(); });
when('look', () => {
  const now = performance.now();
  const most = app.playing ? Math.min(all, Math.max(share, all * (now - last) / OLDEST)) : Infinity;
  parts = app.playing ? parts : round();
  for (let n = 0; n < most; n++, count++) {
    if (parts.next().done) {
      [all, count, parts] = [Math.max(1, count), 0, round()];
      if (!app.playing || parts.next().done) {
        break;
      }
    }
  }
  last = now;
  requestAnimationFrame((then) => { share = Math.max(1, Math.min(all, share * (then - now < QUICK ? 1.02 : 0.9))); });
});
