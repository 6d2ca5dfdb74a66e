// SPDX-License-Identifier: Apache-2.0
// Elements, made in one expression. Text is never read as HTML.

const SVG = 'http://www.w3.org/2000/svg';
const MATH = 'http://www.w3.org/1998/Math/MathML';

export const $ = (id) => document.getElementById(id);

/** An element with attributes (a function listens, `style` is an object), and children: nodes, texts, lists of them. */
export const el = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);

export const svg = (name, attributes, ...kids) => filled(document.createElementNS(SVG, name), attributes, kids);

export const math = (name, ...children) => filled(document.createElementNS(MATH, name), {}, children);

function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key.slice(2), value);
    } else if (key === 'style') {
      Object.assign(element.style, value);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => (child ?? false) !== false));
  return element;
}

/** A button; of class `linkish` if nothing else is said. */
export const button = (text, onclick, attributes = { class: 'linkish' }) =>
  el('button', { type: 'button', onclick, ...attributes }, text);

export const on = (id, event, action) => $(id).addEventListener(event, action);

/** Writes a text only if it is another one: the page stays still while nothing changes. */
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Gives a canvas another size only if it has another one: that clears it. */
export function resize(canvas, width, height) {
  (canvas.width !== width || canvas.height !== height) && Object.assign(canvas, { width, height });
}

/** A canvas as sharp as the screen, cleared unless said; its context has the page's pixels as units. */
export function prepare(canvas, clear = true) {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  resize(canvas, Math.round(width * ratio), Math.round(height * ratio));
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  clear && context.clearRect(0, 0, width, height);
  return { context, width, height };
}

export const isPhone = () => window.innerWidth < 900;

export const isWide = () => window.innerWidth >= 1600;

export function bytes(base64) {
  const text = atob(base64);
  const result = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    result[i] = text.charCodeAt(i);
  }
  return result;
}

export const times = (number, make) => Array.from({ length: number }, (_, at) => make(at));

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** To the right and down: where an arrow key leads; undefined for another key. */
export const arrowOf = (event) => ARROWS[event.key];

/** Where in an element a pointer is, as shares of its width and height. */
export function pointed(event, element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [(event.clientX - left) / width, (event.clientY - top) / height];
}

export const floats = (base64) => new Float32Array(bytes(base64).buffer);

/** An action that is done one at a time; of those that wait, only the last is. */
export function latest(action) {
  let next = null;
  let busy = false;
  return async (...values) => {
    next = values;
    while (next && !busy) {
      const now = next;
      next = null;
      busy = true;
      await action(...now);
      busy = false;
    }
  };
}

/** What the browser keeps for this page by a name; a value is kept from now on. Not every browser keeps something. */
export function kept(name, value) {
  try {
    value !== undefined && localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** What closes a panel or a dialog; without a keyboard there is no Esc. */
export const closer = (action) => button(['close', el('span', { class: 'esc' }, ' (Esc)')], action);

export const clamp = (value, low = 0, high = 1) => Math.max(low, Math.min(high, value));
