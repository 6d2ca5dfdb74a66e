// SPDX-License-Identifier: Apache-2.0
// What can be taken away: a link, the program, the model, the picture.

import { fetchFile } from './server.js';
import { showProblem } from './words.js';

const program = document.getElementById('program');

function on(id, action) {
  document.getElementById(id).addEventListener('click',
    () => action().catch((problem) => showProblem(problem.message)));
}

async function download(what, session, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await fetchFile(what, { session }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function copy(text, button) {
  await navigator.clipboard.writeText(text);
  const before = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = before; }, 1500);
}

/** The lesson's session is asked for when it is needed. */
export function start(session) {
  on('link', () => copy(location.href, document.getElementById('link')));
  on('java', async () => {
    program.querySelector('pre').textContent = await (await fetchFile('program', { session: session() })).text();
    program.showModal();
  });
  on('copy', () => copy(program.querySelector('pre').textContent, document.getElementById('copy')));
  on('close-program', async () => program.close());
  on('model', () => download('model', session(), 'model.safetensors'));
  on('svg', () => download('picture', session(), 'playground.svg'));
}
