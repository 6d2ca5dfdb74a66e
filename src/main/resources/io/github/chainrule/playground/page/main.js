// SPDX-License-Identifier: Apache-2.0
// Starts the page: each part listens to what happens, and then the lesson of the address is opened.

import { startTheme } from './colors.js';
import { startSettings } from './settings.js';
import { startClock } from './clock.js';
import { startNeurons } from './neurons.js';
import { startLines } from './lines.js';
import { startNetwork } from './net.js';
import { startOpened } from './opened.js';
import { startTags } from './tags.js';
import { startPlane } from './plane.js';
import { startHiddenView } from './bent.js';
import { startPoints } from './points.js';
import { startLoss } from './loss.js';
import { startGradients } from './gradients.js';
import { startMargin } from './margin.js';
import { startCard } from './card.js';
import { startOutput } from './output.js';
import { startData } from './data.js';
import { startDigit } from './digit.js';
import { startExports } from './exports.js';
import { startCallouts } from './callouts.js';
import { startKeys } from './keys.js';
import { showProblem, start } from './lesson.js';

startTheme();
for (const part of [startSettings, startClock, startNeurons, startLines, startOpened, startNetwork, startTags,
  startPlane, startHiddenView, startPoints, startLoss, startGradients, startMargin, startCard, startOutput,
  startData, startDigit, startExports, startCallouts, startKeys]) {
  part();
}
start().then(() => { document.body.dataset.state = 'ready'; }, (problem) => showProblem(problem.message));
