// SPDX-License-Identifier: Apache-2.0
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.file.OnnxFile;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Trains a network, and saves it for others. Shown in the page "Taking your model elsewhere". */
public class Save {

    public static void main(String[] args) throws IOException {
        ImageDataset train = Mnist.load().training(Task.pair(0, 1));
        Random random = new Random(42);
        // @start region=save
        Sequential model = new Sequential(
                new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random), new Sigmoid());
        Loss loss = new BinaryCrossEntropy();
        Trainer trainer = new Trainer(model, loss, new Adam(model.parameters(), 0.001));
        trainer.fit(train);

        Predictor predictor = trainer.predictor();
        ModelFile.save(predictor, Path.of("digits.safetensors"));
        OnnxFile.save(predictor, Path.of("digits.onnx"));
        // @end

        // @start region=ask
        Matrix x = Matrix.zeros(1, 784);                    // any image will do
        for (int i = 0; i < 784; i++) {
            x.set(0, i, i % 256 / 255.0);
        }
        System.out.printf(Locale.ROOT, "%.4f%n", predictor.predict(x).get(0, 0));
        // @end
    }
}
