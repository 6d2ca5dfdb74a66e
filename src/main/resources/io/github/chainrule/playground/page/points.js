// SPDX-License-Identifier: Apache-2.0
// Clicks and keys in the plane: they open an example, or, with a pen chosen, set points and take them away.

import { $, arrowOf, clamp, el, on, write } from './dom.js';
import { app, when } from './state.js';
import { isRegression } from './colors.js';
import { answered } from './lesson.js';
import { allPoints, classMark, nearest, placeOf } from './marks.js';
import { openExample } from './opened.js';
import { setCursor, theCursor } from './plane.js';
import { minus } from './words.js';

const STEP = 1 / 40;
const SMALL_STEP = 1 / 200;
/** What a click does: 'open', 'remove', or the number of a class. */
let tool = 'open';
let wasOwn = false;

const text = (value) => minus(String(Number(value.toPrecision(3))));

const add = ([x, y], c) => answered('point', { add: `${Number(x.toPrecision(4))},${Number(y.toPrecision(4))},${c}` });

async function act(place, what) {
  const index = nearest(place);
  if (what === 'open') {
    openExample(index);
    return '';
  }
  const wrong = what === 'remove' ? await answered('point', { remove: index }) : await add(place, what);
  return wrong || (what === 'remove' ? 'Taken away. ' : `A point of ${app.opened.classes[what]} is set. `);
}

/** The pens are there for points of one's own. */
function tools() {
  const own = app.setup.get('data') === 'own' && !isRegression();
  $('tools').hidden = !own;
  $('tools').style.left = `${Math.min(20 + 7 * app.opened.features[1].length, 200)}px`;
  const choices = ['open', ...app.opened.classes.map((_, c) => String(c)), 'remove'];
  tool = !own ? 'open' : !wasOwn || !choices.includes(tool) ? app.opened.lesson ? 'open' : '0' : tool;
  wasOwn = own;
  const label = (what) => (what === 'open' ? 'opens an example' : what === 'remove' ? 'takes a point away'
    : `sets a point of ${app.opened.classes[what]}`);
  $('tools').replaceChildren(...choices.map((what) => el('button', { type: 'button', title: `A click ${label(what)}`,
    'aria-label': label(what), 'aria-pressed': String(what === tool), 'data-tool': what, onclick: () => {
      tool = what;
      tools();
    } }, what === 'open' ? '?' : what === 'remove' ? '×' : classMark(Number(what)))));
}

function say(done) {
  const at = theCursor();
  const index = nearest(at);
  const point = allPoints()[index];
  const name = isRegression() ? `value ${text(point.t)}` : `class ${app.opened.classes[point.t]}`;
  write($('place'), `${done}${app.opened.features[0]} ${text(at[0])}, ${app.opened.features[1]} ${text(at[1])}; `
    + `nearest: example ${index + 1} of ${allPoints().length}, ${name}`);
}

function moved([x, y], [dx, dy], step) {
  const [x0, x1, y0, y1] = app.opened.range;
  return [clamp(x + dx * step * (x1 - x0), x0, x1), clamp(y - dy * step * (y1 - y0), y0, y1)];
}

/** What a key stands for: a class's number, 'remove', what a click does, or nothing. */
function meaning(key) {
  const number = '123456789'.indexOf(key);
  return key.length === 1 && number >= 0 && number < app.opened.classes.length ? String(number)
    : key === 'Delete' || key === 'Backspace' ? 'remove' : key === 'Enter' ? tool : undefined;
}

async function key(event) {
  const direction = arrowOf(event);
  const what = meaning(event.key);
  const isForStep = direction && app.open?.kind === 'slow';
  if (isForStep || event.ctrlKey || event.metaKey || event.altKey || !(direction || what)) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const points = allPoints();
  const example = (index) => [points[index].x, points[index].y];
  const start = theCursor() ?? example(app.example ?? 0);
  let done = '';
  if (direction && tool === 'open') {
    const next = ((app.example ?? 0) + direction[0] + direction[1] + points.length) % points.length;
    setCursor(example(next));
    openExample(next);
  } else {
    setCursor(direction ? moved(start, direction, event.shiftKey ? SMALL_STEP : STEP) : start);
    done = what ? await act(theCursor(), what) : '';
  }
  say(done);
}

on('plane', 'click', (event) => !app.swapped && act(placeOf(event), tool));
on('plane', 'keydown', (event) => app.look && !app.swapped && key(event));
on('plane', 'blur', () => theCursor() && setCursor(null));
when('opened', tools);
