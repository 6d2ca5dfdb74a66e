package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.inspect.GradientFlow.Figures;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The networks of {@link VanishingGradient}: an activation function, and the weights to begin with. */
enum DeepNetwork {

    SIGMOID("sigmoid", Sigmoid::new, Initializer.uniform()),
    TANH("tanh", Tanh::new, Initializer.uniform()),
    RELU("ReLU", ReLU::new, Initializer.uniform()),
    SIGMOID_GLOROT("sigmoid, glorot()", Sigmoid::new, Initializer.glorot()),
    TANH_GLOROT("tanh, glorot()", Tanh::new, Initializer.glorot()),
    RELU_HE("ReLU, he()", ReLU::new, Initializer.he());

    static final int WIDTH = 16;
    static final int EPOCHS = 20;
    static final int BATCH_SIZE = 64;
    private static final double LEARNING_RATE = 0.1;
    private static final double ADAMS_RATE = 0.01;

    private final String label;
    private final Supplier<Layer> activation;
    private final Initializer initializer;

    DeepNetwork(String label, Supplier<Layer> activation, Initializer initializer) {
        this.label = label;
        this.activation = activation;
        this.initializer = initializer;
    }

    // @start region="build"
    Sequential build(int inputs, int depth, long seed) {
        Random random = new Random(seed);
        List<Layer> layers = new ArrayList<>();
        int size = inputs;
        for (int k = 0; k < depth; k++) {
            layers.add(new Linear(size, WIDTH, initializer, random));
            layers.add(activation.get());
            size = WIDTH;
        }
        layers.add(new Linear(size, 1, initializer, random));
        layers.add(new Sigmoid());
        return new Sequential(layers.toArray(Layer[]::new));
    }
    // @end

    /** What is seen in one pass back through the untrained network; each hidden layer is two of these. */
    // @start region="flow"
    List<Figures> flow(int depth, long seed, Matrix inputs, Matrix targets) {
        Loss loss = new BinaryCrossEntropy();
        ForwardPass pass = build(inputs.cols(), depth, seed).forward(inputs);
        BackwardPass back = pass.backward(loss.gradient(pass.output(), targets));
        return GradientFlow.of(pass, back).last().layers();
    }

    /** The mean |dL/da| at the weighted sums of each hidden layer, the first one first. */
    double[] gradients(int depth, long seed, Matrix inputs, Matrix targets) {
        List<Figures> figures = flow(depth, seed, inputs, targets);
        return IntStream.range(0, depth).mapToDouble(k -> figures.get(2 * k).meanGradient()).toArray();
    }
    // @end

    /** The training loss of each epoch, with plain gradient descent. */
    double[] train(int depth, long seed, Dataset data) {
        return train(depth, seed, data, model -> new Sgd(model.parameters(), LEARNING_RATE));
    }

    double[] trainWithAdam(int depth, long seed, Dataset data) {
        return train(depth, seed, data, model -> new Adam(model.parameters(), ADAMS_RATE));
    }

    private double[] train(int depth, long seed, Dataset data, Function<Sequential, Optimizer> optimizer) {
        Sequential model = build(data.inputSize(), depth, seed);
        return new Trainer(model, new BinaryCrossEntropy(), optimizer.apply(model)).epochs(EPOCHS)
                .batchSize(BATCH_SIZE).seed(seed).fit(data).epochs().stream()
                .mapToDouble(epoch -> epoch.training().loss()).toArray();
    }

    /** {@return as in {@code ReLU, he()}; without a name behind it, the weights are those of PyTorch} */
    @Override
    public String toString() {
        return label;
    }
}
