// SPDX-License-Identifier: Apache-2.0
// Runs exported models with ONNX Runtime and compares their predictions. Started by src/check/run.
'use strict';
const fs = require('fs');
const path = require('path');
const ort = require('onnxruntime-node');

const folder = process.argv[2];
const tolerance = { F64: 1e-12, F32: 1e-6 };
const largest = { F64: 0, F32: 0 };

function doubles(name) {
  const bytes = fs.readFileSync(path.join(folder, name));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

async function main() {
  console.log(`ONNX Runtime ${ort.env.versions.node}`);
  let compared = 0;
  for (const line of fs.readFileSync(path.join(folder, 'index'), 'utf8').trim().split('\n')) {
    const [model, batch, cols] = line.split(' ');
    for (const name of [model, `${model}-model`]) {
      const expected = doubles(`${name}-${batch}.y`);
      for (const type of ['F64', 'F32']) {
        const session = await ort.InferenceSession.create(path.join(folder, `${name}-${type}.onnx`));
        const x = doubles(`${model}-${batch}.x`);
        const input = type === 'F64' ? new ort.Tensor('float64', x, [+batch, +cols])
            : new ort.Tensor('float32', Float32Array.from(x), [+batch, +cols]);
        const y = (await session.run({ x: input })).y;
        if (y.dims[0] !== +batch || y.data.length !== expected.length) {
          throw new Error(`${name} ${type}: expected ${expected.length} numbers, got ${y.dims}`);
        }
        expected.forEach((e, i) => {
          const difference = Math.abs(y.data[i] - e) / Math.max(1, Math.abs(e));
          largest[type] = Math.max(largest[type], difference);
          if (!(difference <= tolerance[type])) {
            throw new Error(`${name} ${type}, batch ${batch}: expected ${e}, got ${y.data[i]}`);
          }
          compared++;
        });
      }
    }
  }
  console.log(`${compared} numbers; largest difference ${largest.F64} in F64, ${largest.F32} in F32`);
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
