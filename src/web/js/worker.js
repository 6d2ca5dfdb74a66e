// SPDX-License-Identifier: Apache-2.0
// Runs the library, which is library.js, compiled from the Java.

importScripts('library.js');
main([]);

let digits;

/** The weights for digits, when they are first asked for. */
async function fetchDigits() {
  const response = await fetch('digits.bin');
  if (!response.ok) {
    throw new Error('digits.bin is missing');
  }
  self.setDigits(new Float64Array(await response.arrayBuffer()));
}

self.onmessage = async ({ data: [number, request] }) => {
  if (new URLSearchParams(request).get('do') === 'digit') {
    digits ??= fetchDigits();
    try {
      await digits;
    } catch {
      digits = undefined;
      self.postMessage([number, '{"error":"The weights of the network for digits can\'t be loaded. Try again."}']);
      return;
    }
  }
  self.postMessage([number, self.answer(request)]);
};
