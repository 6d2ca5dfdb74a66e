// SPDX-License-Identifier: Apache-2.0
// The page's colors, light and dark, and what paints with them. Read once for each theme, not in each frame.

import { app, happened } from './state.js';
import { $, clamp, kept, on, resize } from './dom.js';

const INK = { light: ['#23283a', '#a39c90', '#fffaef'], dark: ['#07090e', '#5d5a55', '#f3ead6'] };
const PLANE = {
  light: ['#74aedb', '#bdd8ea', '#fdf9ef', '#fae0c4', '#f6b27c'],
  dark: ['#0f4f7d', '#153145', '#191c22', '#55331a', '#a9561b'],
};
/** Of classes 2 and 3; those before are the plane's ends. */
const TINTS = { light: ['#d3c66a', '#b9bcc2'], dark: ['#6f631a', '#4d5058'] };
const STEPS = 256;
const KEY = 'chainrule-theme';

/** Every color by its name, the ramps of 256 colors as bytes, and the fonts. */
export const theme = { name: 'light' };

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/** 256 colors between those given, for pictures: red, green, blue, 255. */
function ramp(stops) {
  const colors = stops.map(rgb);
  const result = new Uint8ClampedArray(4 * STEPS);
  for (let v = 0; v < STEPS; v++) {
    const at = v / (STEPS - 1) * (colors.length - 1);
    const low = Math.min(colors.length - 2, Math.floor(at));
    const mixed = colors[low].map((c, i) => c + (colors[low + 1][i] - c) * (at - low));
    result.set([...mixed, 255], 4 * v);
  }
  return new Uint32Array(result.buffer);
}

/** Reads the theme's colors. */
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  theme.name = document.documentElement.dataset.theme;
  for (const name of ['paper', 'ink', 'ink2', 'rule', 'halo', 'c0', 'c1', 'c2', 'c3', 'serif', 'sans']) {
    theme[name] = style.getPropertyValue(`--${name}`).trim();
  }
  theme.inkRamp = ramp(INK[theme.name]);
  theme.planeRamp = ramp(PLANE[theme.name]);
  theme.valueRamp = ramp([theme.c0, theme.ink2, theme.c1]);
  const [first, , middle, , second] = PLANE[theme.name];
  theme.tints = [first, second, ...TINTS[theme.name]].map((tint) => ramp([middle, tint]));
}

/** The color of a regression's value between 0 and 1. */
export function valueColor(share) {
  const [r, g, b] = new Uint8Array(theme.valueRamp.buffer, 4 * Math.round(255 * clamp(share)), 3);
  return `rgb(${r},${g},${b})`;
}

/** A picture of bytes through a ramp, onto a canvas of its size. */
export const paint = (canvas, width, ramp, values) =>
  painted(canvas, width, values.length / width, (k) => ramp[values[k]]);

/** The likeliest of several classes, the stronger the surer. */
export function paintClasses(canvas, size, outputs) {
  const chance = 255 / outputs.length;
  return painted(canvas, size, size, (k) => {
    let best = 0;
    for (let c = 1; c < outputs.length; c++) {
      best = outputs[c][k] > outputs[best][k] ? c : best;
    }
    return theme.tints[best % 4][Math.round(255 * clamp((outputs[best][k] - chance) / (255 - chance)))];
  });
}

function painted(canvas, width, height, color) {
  resize(canvas, width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let k = 0; k < pixels.length; k++) {
    pixels[k] = color(k);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function show(dark) {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  $('theme').textContent = dark ? 'Light' : 'Dark';
  readTheme();
  happened('theme');
  return theme.name;
}

/** Light or dark as the reader's system is, until they choose. */
const system = matchMedia('(prefers-color-scheme: dark)');
const choose = () => show((kept(KEY) ?? (system.matches ? 'dark' : '')) === 'dark');
choose();
system.addEventListener('change', choose);
on('theme', 'click', () => kept(KEY, show(theme.name === 'light')));

/** Whether the task has classes, or numbers to be met. */
export const isRegression = () => app.opened.classes.length === 0;
