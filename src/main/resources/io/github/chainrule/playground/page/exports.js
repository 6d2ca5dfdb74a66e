// SPDX-License-Identifier: Apache-2.0
// What can be taken away: a link, the program, the model, the picture; and the end.

import { $, bytes, el, on } from './dom.js';
import { ask } from './api.js';
import { end } from './engine.js';
import { showProblem } from './lesson.js';

const doing = (id, action) => on(id, 'click', () => action().catch((problem) => showProblem(problem.message)));

function save(file, blob) {
  const link = el('a', { href: URL.createObjectURL(blob), download: file });
  link.click();
  URL.revokeObjectURL(link.href);
}

async function copy(text, id) {
  await navigator.clipboard.writeText(text);
  const before = $(id).textContent;
  $(id).textContent = 'Copied';
  setTimeout(() => { $(id).textContent = before; }, 1500);
}

doing('link', () => copy(location.href, 'link'));
doing('java', async () => {
  const { text, message } = await ask('program');
  $('program').querySelector('pre').textContent = text;
  $('program-says').textContent = message;
  $('program').showModal();
});
doing('copy', () => copy($('program').querySelector('pre').textContent, 'copy'));
doing('model', async () => {
  const { file, base64 } = await ask('model');
  save(file, new Blob([bytes(base64)]));
});
doing('picture', async () => save('chainrule.png', await new Promise((done) => { $('plane').toBlob(done); })));
doing('end', async () => {
  await end();
  showProblem('The playground has ended. Close this page.');
});
document.addEventListener('click', ({ target }) => {
  $('more').open &&= target.closest('#more') !== null && target.tagName !== 'BUTTON';
});
