import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.matrix.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import java.util.Random;

public class Xor {
    static final Matrix INPUTS = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    static final Matrix TARGETS = Matrix.column(0, 1, 1, 0);

    static Sequential train(long seed) {
        Random random = new Random(seed);
        Sequential model = new Sequential(
                new Linear(2, 4, random), new Tanh(), new Linear(4, 1, random), new Sigmoid());
        Loss loss = new BinaryCrossEntropy();
        Optimizer adam = new Adam(model.parameters(), 0.05);
        for (int step = 0; step < 500; step++) {
            ForwardPass pass = model.forward(INPUTS);
            pass.backward(loss.gradient(pass.output(), TARGETS));
            adam.step();
        }
        return model;
    }

    public static void main(String[] args) {
        System.out.println(train(42).output(INPUTS));
    }
}
