// SPDX-License-Identifier: Apache-2.0
// Where neurons and lines stand: the network fills its room, with two layers and with twelve.

import { $, isPhone, isWide, times } from './dom.js';
import { app, layers } from './state.js';

/** How wide a column must be for its heading; on a phone it has none. */
const HEADING = 92;

/** Places of the present lesson; positions[k][j] is the middle of neuron j of layer k (0: the inputs). */
export const geometry = { side: 48, positions: [], width: 0, height: 0, pitch: 0, radius: 15, deep: false };

/** How large the squares may be: less where numbers have to fit between them. */
function largestSide(columns, width, withNumbers) {
  if (isPhone()) {
    return 50;
  }
  if (withNumbers) {
    return columns > 2 ? (width > 600 ? 64 : 46) : (width > 600 ? 92 : 70);
  }
  return app.presenter || columns === 1 ? 120 : isWide() ? 118 : 94;
}

/** Computes all places, from the room that the network has. */
export function layout() {
  const pic = $('pic');
  const width = pic.clientWidth;
  const height = pic.clientHeight;
  const phone = isPhone();
  const { sizes } = app.opened;
  const columns = sizes.length - 1;
  const outputs = sizes[columns];
  const most = Math.max(...sizes.slice(0, -1));
  const withNumbers = ['weight', 'slow', 'example'].includes(app.open?.kind);
  const radius = app.presenter ? 19 : outputs > 4 ? 10 : 15;
  const top = phone ? 16 : 30;
  const foot = app.presenter ? 40 : 6;
  const room = height - top - foot;
  const right = phone ? width : width - radius - 4;
  const left = phone ? 10 : 22;
  const deep = phone ? columns > 8 : (right - left) / columns < HEADING;
  const share = deep ? 0.68 : 0.56;
  const rows = room / most;
  const largest = largestSide(columns, width, withNumbers);
  let side = Math.min(rows * (most > 9 ? 0.86 : 0.76), (right - 30) / columns * share, largest);
  side = Math.max(side, phone ? 8 : 12);
  const pitch = (right - left - side * (columns > 1 ? 1 : 0.5)) / (columns > 1 ? columns : 1);
  const cap = phone ? 44 : withNumbers ? 165 : isWide() ? 150 : 112;
  const rowOf = (n) => Math.min(room / n, Math.max(side * 2, cap));
  const middle = top + room / 2;
  const column = (n, x) => times(n, (j) => [x, middle + (j - (n - 1) / 2) * rowOf(n)]);
  const positions = sizes.slice(0, -1).map((n, k) => column(n, left + side / 2 + k * pitch));
  const portRow = Math.min(room / outputs, phone ? 40 : 64);
  const portMiddle = outputMiddle(pic, middle, top);
  positions.push(times(outputs, (j) => [right, portMiddle + (j - (outputs - 1) / 2) * portRow]));
  Object.assign(geometry, { side, positions, width, height, pitch, radius, deep, phone, right,
    gap: rowOf(most) - side, roomy: pitch - side > 62 && !phone });
}

/** The output stands at the height of the plane's middle. */
function outputMiddle(pic, middle, top) {
  if (isPhone()) {
    return middle;
  }
  const plane = $('planebox').getBoundingClientRect();
  return Math.max(top + 40, plane.top + plane.height / 2 - pic.getBoundingClientRect().top);
}

/** The four points of a line's curve. */
export function line({ k, i, j }) {
  const { positions, side, radius, pitch } = geometry;
  const from = positions[k][i];
  const to = positions[k + 1][j];
  const last = k === positions.length - 2;
  const x1 = from[0] + side / 2;
  const x2 = to[0] - (last ? radius : side / 2);
  const bend = (x2 - x1) * (pitch < 60 ? 0.3 : 0.5);
  return [[x1, from[1]], [x1 + bend, from[1]], [x2 - bend, to[1]], [x2, to[1]]];
}

/** A place on a curve, 0 to 1 along it. */
export function along(curve, t) {
  const u = 1 - t;
  return [0, 1].map((d) => u ** 3 * curve[0][d] + 3 * u * u * t * curve[1][d] + 3 * u * t * t * curve[2][d]
    + t ** 3 * curve[3][d]);
}

export function pathText(curve, dy = 0) {
  const [a, b, c, d] = curve.map(([x, y]) => `${x.toFixed(1)} ${(y + dy).toFixed(1)}`);
  return `M${a}C${b} ${c} ${d}`;
}

const probe = document.createElement('canvas').getContext('2d');

/** The line that is nearest to a place, if one is near enough: {k, i, j}. */
export function lineAt(x, y, reach = 7) {
  const near = lines().map((found) => ({ found, curve: line(found) }))
    .filter(({ curve }) => x >= curve[0][0] && x <= curve[3][0]);
  const hit = [1, 2, 4].map((times) => {
    probe.lineWidth = times * reach / 2;
    return near.find(({ curve }) => probe.isPointInStroke(new Path2D(pathText(curve)), x, y));
  }).find(Boolean);
  return hit?.found ?? null;
}

/** All lines, or those between two layers: {k, i, j} leads from neuron i of layer k to neuron j of the next. */
export const lines = (from = 0, to = layers()) => times(to - from, (at) => times(app.opened.sizes[from + at], (i) =>
  times(app.opened.sizes[from + at + 1], (j) => ({ k: from + at, i, j })))).flat(2);
