// SPDX-License-Identifier: Apache-2.0
// Elements, made in one expression. Text is never read as HTML.

const SVG = 'http://www.w3.org/2000/svg';
const MATH = 'http://www.w3.org/1998/Math/MathML';

export function $(id) {
  return document.getElementById(id);
}

/** An element with attributes (a function listens, `style` is an object), and children: nodes, texts, lists of them. */
export const el = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

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
export function button(text, onclick, attributes = { class: 'linkish' }) {
  return el('button', { type: 'button', onclick, ...attributes }, text);
}

export const on = (id, event, action) => $(id).addEventListener(event, action);

/** Writes a text only if it is another one: the page stays still while nothing changes. */
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A canvas as sharp as the screen, cleared unless said; its context has the page's pixels as units. */
export function prepare(canvas, clear = true) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (clear) {
    context.clearRect(0, 0, width, height);
  }
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

export const floats = (base64) => new Float32Array(bytes(base64).buffer);

/** At most 0 and 1. */
export const clamp = (value, low = 0, high = 1) => Math.max(low, Math.min(high, value));
