// SPDX-License-Identifier: Apache-2.0
// Starts the page: each part listens from when it is loaded, and so do those that it imports. Then the lesson opens.

import './settings.js';
import './neurons.js';
import './lines.js';
import './tags.js';
import './plane.js';
import './points.js';
import './loss.js';
import './gradients.js';
import './output.js';
import './data.js';
import './exports.js';
import './callouts.js';
import './keys.js';
import { showProblem, start } from './lesson.js';

start().then(() => { document.body.dataset.state = 'ready'; }, (problem) => showProblem(problem.message));
