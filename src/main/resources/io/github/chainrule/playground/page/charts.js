// SPDX-License-Identifier: Apache-2.0
// The loss over the steps, and the size of the gradients.

import { prepare } from './surface.js';

const loss = document.getElementById('loss');
const flow = document.getElementById('flow');
const SMALLEST = -15;
const DECADES = 18;

export function drawLoss(look) {
  const { context, width, height } = prepare(loss);
  const style = getComputedStyle(document.documentElement);
  const left = 44;
  const bottom = height - 20;
  const lastStep = Math.max(1, look.steps);
  const top = nice(Math.max(1e-6, ...look.curve.y, ...look.testCurve.y));
  context.font = '12px system-ui, sans-serif';
  context.fillStyle = style.getPropertyValue('--muted');
  context.strokeStyle = style.getPropertyValue('--line');
  context.textAlign = 'right';
  for (const share of [0, 0.5, 1]) {
    const y = bottom - share * (bottom - 8);
    context.fillText(short(share * top), left - 6, y + 4);
    line(context, [[left, y], [width, y]]);
  }
  context.fillText(lastStep === 1 ? '1 step' : `${lastStep.toLocaleString('en')} steps`, width, height - 4);
  context.textAlign = 'left';
  context.fillText('0', left, height - 4);
  const place = ({ x, y }) => x.map((step, i) => [left + (width - left - 2) * step / lastStep,
    bottom - Math.min(1, (y[i] ?? top) / top) * (bottom - 8)]);
  context.lineWidth = 1.8;
  context.strokeStyle = style.getPropertyValue('--class0');
  line(context, place(look.curve));
  context.strokeStyle = style.getPropertyValue('--class1');
  line(context, place(look.testCurve));
}

function line(context, places) {
  context.beginPath();
  places.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.stroke();
}

/** The next of 1, 2, 5, 10, … */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}

export function short(value) {
  return value === null ? 'no number' : value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 10000)
    ? value.toExponential(1) : String(+value.toPrecision(4));
}

/** A bar for each linear layer, the last one on top, on a scale of powers of ten. */
export function showFlow(look) {
  if (flow.children.length !== look.flow.length) {
    flow.replaceChildren(...look.flow.map(() => {
      const row = document.createElement('div');
      const bar = document.createElement('span');
      bar.className = 'bar';
      bar.append(document.createElement('i'));
      row.append(document.createElement('span'), bar, document.createElement('span'));
      return row;
    }));
  }
  [...look.flow].reverse().forEach(({ layer, output }, i) => {
    const [name, bar, value] = flow.children[i].children;
    name.textContent = layer;
    const share = output > 0 ? (Math.log10(output) - SMALLEST) / DECADES : 0;
    bar.firstChild.style.width = `${100 * Math.max(0, Math.min(1, share))}%`;
    value.textContent = short(output);
  });
}
