// SPDX-License-Identifier: Apache-2.0
// The plane's axes: round numbers at its edges, and the inputs' names.

import { app } from './state.js';
import { theme } from './colors.js';
import { placing } from './places.js';
import { minus } from './words.js';

/** Round numbers on an axis, at most five. */
function ticks(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((s) => s * power).find((s) => s >= rough);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.ceil(high / step) - first }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

export function drawAxes(context, size, strong) {
  const { range: [x0, x1, y0, y1], features } = app.opened;
  const place = placing([x0, x1, y0, y1], size);
  const write = (text, x, y) => {
    if (strong) {
      context.globalAlpha = 0.8;
      context.strokeText(text, x, y);
    }
    context.globalAlpha = strong ? 1 : 0.75;
    context.fillText(text, x, y);
  };
  context.font = `11px ${theme.sans}`;
  context.fillStyle = theme.ink;
  context.strokeStyle = theme.halo;
  context.lineWidth = 2.6;
  context.lineJoin = 'round';
  context.textAlign = 'center';
  for (const t of ticks(x0, x1)) {
    context.fillRect(place(t, 0)[0] - 0.5, size - 6, 1, 6);
    write(place(t, 0)[0] > size - 46 ? '' : minus(String(t)), place(t, 0)[0], size - 9);
  }
  context.textAlign = 'left';
  for (const t of ticks(y0, y1)) {
    context.fillRect(0, place(0, t)[1] - 0.5, 6, 1);
    write(place(0, t)[1] < 40 ? '' : minus(String(t)), 9, place(0, t)[1] + 4);
  }
  const names = features.map((name, at) => (name === `x${at + 1}` ? `x${'₁₂'[at]}` : name));
  context.font = `italic ${names.some((name) => name.length > 3) ? 13 : 16}px ${theme.serif}`;
  context.textAlign = 'right';
  write(names[0], size - 6, size - 8);
  context.textAlign = 'left';
  write(names[1], 8, 18);
  context.globalAlpha = 1;
}
