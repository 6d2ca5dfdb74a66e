// SPDX-License-Identifier: Apache-2.0
import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;

final class Digits {

    public static void main(String[] args) throws IOException {
        Mnist mnist = Mnist.load();
        Dataset training = mnist.training(Task.pair(0, 1)).subset(IntStream.range(0, 2000).toArray());
        Sequential model = new Sequential(new Linear(784, 1, new Random(42)), new Sigmoid());
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01));
        trainer.fit(training);
        System.out.println("digits: " + trainer.evaluate(mnist.test(Task.pair(0, 1))));
    }
}
