// SPDX-License-Identifier: Apache-2.0
// The large picture by keyboard: a cross that is moved about, and what the keys do where it stands.

import { tool } from './points.js';
import { nearest } from './surface.js';

const surface = document.getElementById('surface');
const told = document.getElementById('place');
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const STEP = 1 / 40;
const SMALL_STEP = 1 / 200;

let at = null;

/** Where the cross stands in the plane; null while nobody uses it. */
export function cursor() {
  return at;
}

function text(value) {
  return String(+value.toPrecision(3));
}

/** Says where the cross is, and which example is nearest, after what was done. */
function tell({ opened, chosen }, done) {
  const { training, classes, features } = opened;
  const example = tool() === 'choose' ? chosen : nearest(opened, at);
  told.textContent = `${done}${features[0]} ${text(at[0])}, ${features[1]} ${text(at[1])}; `
    + `${tool() === 'choose' ? 'chosen' : 'nearest'}: example ${example + 1} of ${training.x.length}, `
    + `class ${classes[training.c[example]]}`;
}

function moved([x0, x1, y0, y1], [dx, dy], step) {
  return [Math.max(x0, Math.min(x1, at[0] + dx * step * (x1 - x0))),
    Math.max(y0, Math.min(y1, at[1] + dy * step * (y1 - y0)))];
}

/** What a key stands for: the number of a class, 'remove', what a click does, or nothing. */
function action(key, classes) {
  const number = '123456789'.indexOf(key);
  return key.length === 1 && number >= 0 && number < classes.length ? String(number)
    : key === 'Delete' || key === 'Backspace' ? 'remove'
      : key === 'Enter' || key === ' ' ? tool() : undefined;
}

/**
 * Listens to the keys.
 *
 * @param lesson what is open: its answer, and the number of the chosen example
 * @param choose chooses an example
 * @param act    does what a click would do with a tool, and shows it
 * @param draw   draws the picture
 */
export function start(lesson, choose, act, draw) {
  const example = (number) => [lesson().opened.training.x[number], lesson().opened.training.y[number]];
  surface.addEventListener('keydown', async (event) => {
    const { opened, chosen } = lesson();
    if (!opened) {
      return;
    }
    const way = WAYS[event.key];
    const what = action(event.key, opened.classes);
    if (event.ctrlKey || event.metaKey || event.altKey || !(way || what)) {
      return;
    }
    event.preventDefault();
    at ??= example(chosen);
    let done = '';
    if (way && tool() === 'choose') {
      const count = opened.training.x.length;
      const next = (chosen + way[0] - way[1] + count) % count;
      at = example(next);
      choose(next);
    } else if (way) {
      at = moved(opened.range, way, event.shiftKey ? SMALL_STEP : STEP);
    } else if (what === 'choose') {
      choose(nearest(opened, at));
    } else {
      const wrong = await act(at, what);
      done = wrong ? '' : what === 'remove' ? 'Taken away. ' : `A point of ${opened.classes[what]} is set. `;
    }
    draw();
    tell(lesson(), done);
  });
  surface.addEventListener('blur', () => {
    if (at) {
      at = null;
      draw();
    }
  });
}
