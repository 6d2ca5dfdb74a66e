// SPDX-License-Identifier: Apache-2.0
// What there is to learn: ten pictures to choose from, how many points, how much noise, how many held back, or a file.

import { $, el, on, times, write } from './dom.js';
import { app, when } from './state.js';
import { theme } from './colors.js';
import { drawMark } from './marks.js';
import { asked, edit } from './lesson.js';
import { openDigit } from './digit.js';
import * as setups from './setup.js';

const SIZE = 88;
const NAMES = { xor: 'XOR', and: 'AND', or: 'OR', circles: 'two rings', moons: 'two moons', blobs: 'two heaps',
  blobs3: 'three heaps', spiral: 'two arms', spiral3: 'three arms', plane: 'a slope', hills: 'hills: numbers',
  own: 'your own', digits: 'digits, drawn by hand' };
const SHOWN = ['and', 'xor', 'circles', 'moons', 'blobs', 'spiral', 'blobs3', 'hills', 'own', 'digits'];

/** A number from -1 to 1 that looks random: the thumbnails are only signs. */
const scattered = (number) => (Math.sin(number * 127.1) * 43758.5) % 1;

const around = (radius, angle, c) => [radius * Math.cos(angle), radius * Math.sin(angle), c];

const SIGNS = {
  and: () => [[-1, -1, 0], [1, -1, 0], [-1, 1, 0], [1, 1, 1]].map(([x, y, c]) => [x * 0.55, y * 0.55, c]),
  xor: () => [[-1, -1, 0], [1, -1, 1], [-1, 1, 1], [1, 1, 0]].map(([x, y, c]) => [x * 0.55, y * 0.55, c]),
  circles: (i, r) => around((i % 2 ? 0.85 : 0.4) + r * 0.1, i * 2.4, i % 2),
  moons: (i) => (i % 2 ? [0.35 - Math.cos(i * 0.07) * 0.6, 0.25 - Math.sin(i * 0.07) * 0.6, 1]
    : [Math.cos(i * 0.07) * 0.6 - 0.35, Math.sin(i * 0.07) * 0.6 - 0.2, 0]),
  blobs: (i, r, s) => [(i % 2 ? 0.4 : -0.4) + r * 0.35, (i % 2 ? 0.4 : -0.4) + s * 0.35, i % 2],
  spiral: (i) => around(0.02 * i, i * 0.13 + i % 2 * Math.PI, i % 2),
  blobs3: (i, r, s) => around(0.55 + r * 0.28, i % 3 * 2.1 + 0.5 + s * 0.4, i % 3),
  hills: (i, r, s) => [r * 0.9, s * 0.9, r + s > 0 ? 1 : 0],
};

function signPoints(name) {
  return SIGNS[name].length === 0 ? SIGNS[name]()
    : times(46, (i) => SIGNS[name](i, scattered(i + 1), scattered(i + 99)));
}

function drawSign(canvas, name) {
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, SIZE, SIZE);
  context.font = `600 ${name === 'own' ? 60 : 66}px ${theme.serif}`;
  context.textAlign = 'center';
  context.fillStyle = name === 'own' ? theme.ink2 : theme.ink;
  if (name === 'own' || name === 'digits') {
    context.fillText(name === 'own' ? '+' : '7', 44, 66);
    return;
  }
  const points = signPoints(name);
  for (const [x, y, c] of points) {
    drawMark(context, 44 + x * 38, 44 - y * 38, c, theme[`c${c}`], points.length < 9 ? 11 : 4.5, false);
  }
}

/** What a lesson says is about other points than one's own. */
const choose = (name) => name === 'digits' ? openDigit()
  : edit(name === 'own' ? { lesson: null, data: 'own', test: '0', own: app.setup.get('own') ?? '-1,-1,0;1,1,1' }
    : { data: name, ...(app.setup.get('data') === 'own' && { features: null, classes: null }) });

function buildThumbs() {
  $('thumbs').replaceChildren(...SHOWN.map((name) => {
    const canvas = el('canvas', { width: SIZE, height: SIZE });
    drawSign(canvas, name);
    return el('button', { type: 'button', class: 'thumb', title: NAMES[name], 'aria-label': NAMES[name],
      'data-name': name, onclick: () => choose(name) }, canvas);
  }));
}

const SLIDERS = { points: [10, 1000, 10], noise: [0, 1, 0.05], test: [0, 0.5, 0.05] };

function show() {
  const data = app.setup.get('data');
  const { training, test } = app.opened;
  const isTable = setups.isTruthTable(app.setup);
  write($('setname'), NAMES[data] ?? data);
  [...$('thumbs').children].forEach((thumb) => thumb.setAttribute('aria-pressed', thumb.dataset.name === data));
  for (const name of Object.keys(SLIDERS)) {
    $(name).disabled = isTable || (data === 'own' && name !== 'test');
    $(name).parentElement.title = isTable ? 'A truth table is all there is: four points, exactly' : '';
    $(name).value = app.setup.get(name) ?? 0;
  }
  write($('points-shown'), String(training.n + test.n));
  write($('noise-shown'), isTable || !Number(app.setup.get('noise')) ? 'none' : app.setup.get('noise'));
  write($('test-shown'), String(test.n));
  $('scale').checked = app.setup.get('scale') === 'true';
}

async function openFile({ target }) {
  const csv = await asked('csv', { text: await target.files[0].text() });
  if (csv) {
    await edit({ lesson: null, scale: 'true', ...Object.fromEntries(setups.parse(csv.setup)) });
  }
  target.value = '';
}

for (const [name, [min, max, step]] of Object.entries(SLIDERS)) {
  Object.assign($(name), { min, max, step });
  on(name, 'input', () => edit({ [name]: $(name).value }));
}
on('scale', 'change', () => edit({ scale: String($('scale').checked) }));
on('from-file', 'click', () => $('file').click());
on('file', 'change', openFile);
when('theme', buildThumbs);
when('opened', () => {
  if (!$('thumbs').hasChildNodes()) {
    buildThumbs();
  }
  show();
});
