// SPDX-License-Identifier: Apache-2.0
// Pictures of the plane: what the network says, what one of its neurons says, and the examples.

const shapes = [circle, triangle, square, diamond];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function rgb(name) {
  const hex = colour(name).slice(1);
  return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

export function bytes(base64) {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

/** A small picture of as many pixels as there are bytes; paint gives each its colour and how strong it is. */
export function picture(size, paint) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d');
  const image = context.createImageData(size, size);
  for (let k = 0; k < size * size; k++) {
    const [[r, g, b], strength] = paint(k);
    image.data.set([r, g, b, 255 * Math.min(1, strength)], 4 * k);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** From one colour over nothing to the other: value from -1 to 1. */
function diverging(values, strength) {
  const zero = rgb('--zero');
  const one = rgb('--one');
  return (k) => [values(k) < 0 ? zero : one, strength * Math.abs(values(k))];
}

function likeliest(outputs) {
  const colours = outputs.map((_, c) => rgb(`--class${c}`));
  const chance = 1 / outputs.length;
  return (k) => {
    let best = 0;
    outputs.forEach((output, c) => { best = output[k] > outputs[best][k] ? c : best; });
    return [colours[best], 0.1 + 0.5 * Math.max(0, (outputs[best][k] / 255 - chance) / (1 - chance))];
  };
}

/** A canvas as sharp as the screen, cleared; returns its context, with pixels of the page as units. */
export function prepare(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const { width, height } = canvas.getBoundingClientRect();
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

/** The large picture, with all examples; the one that is chosen has a ring, and the keyboard's cursor is a cross. */
export function drawSurface(canvas, opened, look, chosen, cursor) {
  const { context, width, height } = prepare(canvas);
  const outputs = look.surface.map(bytes);
  const paint = outputs.length === 1 ? diverging((k) => outputs[0][k] / 127.5 - 1, 0.6) : likeliest(outputs);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture(opened.size, paint), 0, 0, width, height);
  const place = placing(opened.range, width, height);
  if (opened.test) {
    drawPoints(context, opened.test, place, true);
  }
  drawPoints(context, opened.training, place, false);
  if (chosen < opened.training.x.length) {
    const [x, y] = place(opened.training.x[chosen], opened.training.y[chosen]);
    context.strokeStyle = colour('--ink');
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, 9, 0, 2 * Math.PI);
    context.stroke();
  }
  if (cursor) {
    drawCursor(context, place(...cursor));
  }
}

/** Light on dark, so that it is seen on every colour. */
function drawCursor(context, [x, y]) {
  for (const [name, width] of [['--paper', 5], ['--ink', 2]]) {
    context.strokeStyle = colour(name);
    context.lineWidth = width;
    context.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(x + 3 * dx, y + 3 * dy);
      context.lineTo(x + 12 * dx, y + 12 * dy);
    }
    context.stroke();
  }
}

function placing([x0, x1, y0, y1], width, height) {
  return (x, y) => [width * (x - x0) / (x1 - x0), height * (y1 - y) / (y1 - y0)];
}

/** Where in the plane a click was. */
export function planeAt(canvas, { range: [x0, x1, y0, y1] }, event) {
  const box = canvas.getBoundingClientRect();
  return [x0 + (x1 - x0) * (event.clientX - box.left) / box.width,
    y1 - (y1 - y0) * (event.clientY - box.top) / box.height];
}

/** The training example that is nearest to a place of the plane, as far as the eye is concerned. */
export function nearest({ range: [x0, x1, y0, y1], training }, [x, y]) {
  let best = 0;
  const distance = (i) => ((training.x[i] - x) / (x1 - x0)) ** 2 + ((training.y[i] - y) / (y1 - y0)) ** 2;
  training.x.forEach((_, i) => { best = distance(i) < distance(best) ? i : best; });
  return best;
}

/** Each class has a shape and a colour of its own; those of the test are hollow. */
function drawPoints(context, points, place, hollow) {
  const paper = colour('--paper');
  const radius = points.x.length > 300 ? 3 : points.x.length > 8 ? 4 : 7;
  points.x.forEach((_, i) => {
    const [x, y] = place(points.x[i], points.y[i]);
    context.beginPath();
    shapes[points.c[i]](context, x, y, radius);
    context.closePath();
    context.fillStyle = hollow ? paper : colour(`--class${points.c[i]}`);
    context.strokeStyle = hollow ? colour(`--class${points.c[i]}`) : paper;
    context.lineWidth = hollow ? 1.5 : 1;
    context.fill();
    context.stroke();
  });
}

function circle(context, x, y, r) {
  context.arc(x, y, r, 0, 2 * Math.PI);
}

function polygon(context, corners) {
  corners.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

function triangle(context, x, y, r) {
  polygon(context, [[x, y - 1.3 * r], [x + 1.2 * r, y + 0.9 * r], [x - 1.2 * r, y + 0.9 * r]]);
}

function square(context, x, y, r) {
  polygon(context, [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]);
}

function diamond(context, x, y, r) {
  polygon(context, [[x, y - 1.3 * r], [x + 1.3 * r, y], [x, y + 1.3 * r], [x - 1.3 * r, y]]);
}

/** A neuron's picture: orange where it is above nothing, blue where it is below. */
export function drawNeuron(canvas, base64) {
  const values = bytes(base64);
  const { context, width, height } = prepare(canvas);
  const size = Math.round(Math.sqrt(values.length));
  context.drawImage(picture(size, diverging((k) => (values[k] - 128) / 127, 0.9)), 0, 0, width, height);
}

/** An output's picture, in the colours of the large one. */
export function drawOutput(canvas, base64, number, outputs) {
  const values = bytes(base64);
  const { context, width, height } = prepare(canvas);
  const size = Math.round(Math.sqrt(values.length));
  const own = rgb(`--class${number}`);
  const paint = outputs === 1 ? diverging((k) => values[k] / 127.5 - 1, 0.9) : (k) => [own, 0.9 * values[k] / 255];
  context.drawImage(picture(size, paint), 0, 0, width, height);
}
