package io.github.chainrule.readme;

import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.matrix.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import java.util.Random;

public class Xor {
    public static void main(String[] args) {
        Random random = new Random(42);
        Sequential model = new Sequential(
                new Linear(2, 4, random), new Tanh(), new Linear(4, 1, random), new Sigmoid());
        Matrix inputs = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Matrix targets = Matrix.column(0, 1, 1, 0);
        Loss loss = new BinaryCrossEntropy();
        Optimizer adam = new Adam(model.parameters(), 0.05);
        for (int step = 0; step < 500; step++) {
            ForwardPass pass = model.forward(inputs);
            pass.backward(loss.gradient(pass.output(), targets));
            adam.step();
        }
        System.out.println(model.predict(inputs));
    }
}
