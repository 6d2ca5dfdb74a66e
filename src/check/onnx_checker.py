# SPDX-License-Identifier: Apache-2.0
"""Runs ONNX's own checker on exported models. Started by src/check/run."""
import glob
import sys

import onnx

files = sorted(glob.glob(sys.argv[1] + "/*.onnx"))
assert files, "there are no models in " + sys.argv[1]
for file in files:
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
    assert inferred.graph.output[0].type == model.graph.output[0].type, file
print("onnx %s: %d models are valid" % (onnx.__version__, len(files)))
