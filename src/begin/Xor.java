///usr/bin/env jbang "$0" "$@" ; exit $?
// SPDX-License-Identifier: Apache-2.0
//REPOS mavenlocal,central
//DEPS io.github.chainrule:chainrule:0.1.0-SNAPSHOT
//JAVA 17+

import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.matrix.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import java.util.Random;

/** A network that learns XOR: jbang Xor.java, or java -cp chainrule.jar Xor.java. The file may have any name. */
class Xor {

    public static void main(String[] args) {
        Matrix inputs = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Matrix targets = Matrix.column(0, 1, 1, 0);
        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(2, 8, random), new Tanh(), new Linear(8, 1, random), new Sigmoid());
        Loss loss = new BinaryCrossEntropy();
        Optimizer adam = new Adam(model.parameters(), 0.05);
        for (int step = 1; step <= 1000; step++) {
            ForwardPass pass = model.forward(inputs);
            pass.backward(loss.gradient(pass.output(), targets));
            adam.step();
            if (step % 250 == 0) {
                System.out.printf("step %4d  loss %.5f%n", step, loss.value(model.output(inputs), targets));
            }
        }
        System.out.println(model.output(inputs));
    }
}
