// SPDX-License-Identifier: Apache-2.0
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Fetches networks that PyTorch saved. Shown in the page "Taking your model elsewhere". */
public class Load {

    public static void main(String[] args) throws IOException {
        Matrix x = Matrix.zeros(1, 784);
        for (int i = 0; i < 784; i++) {
            x.set(0, i, i % 256 / 255.0);
        }
        // @start region=load
        Random random = new Random(1);                      // whose numbers are overwritten
        Sequential model = new Sequential(
                new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random), new Sigmoid());
        ModelFile.loadWeights(model, Path.of("trained-on.safetensors"));
        // @end
        System.out.printf(Locale.ROOT, "%.4f%n", model.output(x).get(0, 0));
        // @start region=names
        ModelFile.loadWeights(model, Path.of("net.safetensors"), Map.of(0, "linear1", 2, "linear2"));
        // @end
        System.out.printf(Locale.ROOT, "%.4f%n", model.output(x).get(0, 0));
    }
}
