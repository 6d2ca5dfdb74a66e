// SPDX-License-Identifier: Apache-2.0
// @start region=run
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.util.Locale;
import java.util.Map;

public class OnnxRuntime {

    public static void main(String[] args) throws OrtException {
        float[][] x = new float[1][784];
        for (int i = 0; i < 784; i++) {
            x[0][i] = i % 256 / 255f;
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession("digits.onnx");
                OnnxTensor input = OnnxTensor.createTensor(environment, x);
                OrtSession.Result result = session.run(Map.of("x", input))) {
            float[][] y = (float[][]) result.get(0).getValue();
            System.out.printf(Locale.ROOT, "%.4f%n", y[0][0]);
        }
    }
}
// @end
