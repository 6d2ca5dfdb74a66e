// SPDX-License-Identifier: Apache-2.0
// The loss over the steps, least and largest, on a logarithmic axis where it covers more than one power of ten.

import { $, prepare, write } from './dom.js';
import { app, pictureOf, when } from './state.js';
import { theme } from './colors.js';
import { decade, plural, short } from './words.js';

const LEFT = 38;
const FOOT = 18;
const RINGS = 7;

/** From a loss to a height, and what stands at the axis. */
function scale(values, height) {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const bottom = height - FOOT;
  if (most > 5 * least) {
    const low = Math.floor(Math.log10(least));
    const high = Math.max(low + 1, Math.ceil(Math.log10(most)));
    const every = Math.ceil((high - low) / 5);
    const marks = [];
    for (let e = high; e >= low; e -= every) {
      marks.push([10 ** e, decade(e)]);
    }
    return { y: (v) => 4 + (bottom - 4) * (high - Math.log10(Math.max(v, 10 ** low))) / (high - low), marks };
  }
  const power = 10 ** Math.floor(Math.log10(most));
  const top = [1, 2, 5, 10].map((s) => s * power).find((s) => s >= most);
  return { y: (v) => bottom - (bottom - 4) * v / top, marks: [0, top / 2, top].map((v) => [v, short(v)]) };
}

function trace(context, curve, x, y) {
  context.beginPath();
  curve.step.forEach((step, i) => context[i === 0 ? 'moveTo' : 'lineTo'](x(step), y(curve.high[i])));
}

/** The band between the least and the largest loss. */
function drawTraining(context, curve, x, y) {
  trace(context, curve, x, y);
  for (let i = curve.step.length - 1; i >= 0; i--) {
    context.lineTo(x(curve.step[i]), y(curve.low[i]));
  }
  context.lineJoin = 'round';
  context.strokeStyle = context.fillStyle = theme.ink;
  context.globalAlpha = 0.35;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.stroke();
}

/** Thin, with hollow rings, as the points that were held back. */
function drawTest(context, curve, x, y) {
  if (!curve.step?.length) {
    return;
  }
  trace(context, curve, x, y);
  context.lineWidth = 1;
  context.strokeStyle = theme.ink;
  context.stroke();
  context.fillStyle = theme.paper;
  context.lineWidth = 1.3;
  const every = Math.max(1, Math.floor(curve.step.length / RINGS));
  for (let i = every - 1; i < curve.step.length; i += every) {
    context.beginPath();
    context.arc(x(curve.step[i]), y(curve.high[i]), 3.2, 0, 7);
    context.fill();
    context.stroke();
  }
}

function drawLoss() {
  const { curve, testCurve, steps, score: { loss }, testScore, state } = app.look;
  write($('loss-now'), state === 'failed' ? 'not a number'
    : `training ${short(loss)}${testScore ? ` · test ${short(testScore.loss)}` : ''}`);
  const { context, width, height } = prepare($('loss'));
  const shown = [...curve.low, ...curve.high, ...(curve.step.length ? [] : [loss]), ...(testCurve.high ?? [])]
    .filter((v) => v > 0 && Number.isFinite(v));
  if (width === 0 || shown.length === 0) {
    return;
  }
  const { y, marks } = scale(shown, height);
  const end = Math.max(steps, 1);
  const x = (step) => LEFT + (width - LEFT - 5) * step / end;
  context.font = `11.5px ${theme.sans}`;
  context.textAlign = 'right';
  for (const [value, text] of marks) {
    context.fillStyle = theme.rule;
    context.fillRect(LEFT, Math.round(y(value)), width - LEFT, 1);
    context.fillStyle = theme.ink2;
    context.fillText(text, LEFT - 6, y(value) + 4);
  }
  context.fillText(steps ? plural(steps, 'step') : 'steps', width - 2, height - 3);
  if (steps === 0) {
    context.font = `italic 13.5px ${theme.serif}`;
    context.textAlign = 'left';
    context.fillText('● it starts here', x(0) - 4, y(loss) + 5);
  } else {
    drawTraining(context, curve, x, y);
    drawTest(context, testCurve, x, y);
  }
}

pictureOf('curve', drawLoss);
when('theme layout', () => app.look && drawLoss());
