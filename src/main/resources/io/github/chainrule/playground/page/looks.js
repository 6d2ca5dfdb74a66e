// SPDX-License-Identifier: Apache-2.0
// What of a lesson is asked for: pictures no larger than they are drawn.

import { app, largeNeuron } from './state.js';
import { geometry } from './geometry.js';

export const PLANE = 100;

/** How a neuron is asked for: layer and number. */
export const shownName = ({ k, j }) => `${k}.${j + 1}`;

export function lookParameters() {
  const large = largeNeuron();
  const side = geometry.side * (window.devicePixelRatio || 1);
  return {
    plane: PLANE,
    neuron: side < 26 ? 16 : side < 60 ? 32 : 50,
    hidden: app.presenter && !app.swapped ? 0 : 1,
    show: large && large.k < app.opened.sizes.length - 1 ? shownName(large) : null,
  };
}
