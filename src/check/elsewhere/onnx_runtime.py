# SPDX-License-Identifier: Apache-2.0
"""A network from here in ONNX Runtime, from Python. Shown in the page "Taking your model elsewhere"."""
# @start region=run
import numpy as np
import onnxruntime

session = onnxruntime.InferenceSession("digits.onnx")
x = (np.arange(784) % 256 / 255).astype(np.float32).reshape(1, 784)
y = session.run(["y"], {"x": x})[0]
print("%.4f" % y[0, 0])
# @end
