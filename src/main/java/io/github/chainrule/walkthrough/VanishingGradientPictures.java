package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.plot.BarChart;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;

import java.util.Arrays;

/** The pictures of {@link VanishingGradient}. */
final class VanishingGradientPictures {

    private VanishingGradientPictures() {
    }

    static Picture bars(ZerosAndOnes images, long seed) {
        double[] gradients = images.gradients(DeepNetwork.SIGMOID, VanishingGradient.DEEP, seed);
        BarChart chart = new BarChart("Ten hidden layers with sigmoids: the gradient on its way back")
                .axis("mean |dL/da|").log();
        for (int k = VanishingGradient.DEEP - 1; k >= 0; k--) {
            String place = k == 0 ? "first, " : k == VanishingGradient.DEEP - 1 ? "last, " : "";
            chart.bar(place + "layer " + (k + 1), gradients[k]);
        }
        return chart;
    }

    static Picture lines(ZerosAndOnes images, long seed) {
        LineChart chart = new LineChart("The gradient at each of ten hidden layers")
                .axes("hidden layer, from the input", "mean |dL/da|").logY();
        Arrays.stream(DeepNetwork.values()).forEach(network ->
                chart.line(network.toString(), images.gradients(network, VanishingGradient.DEEP, seed)));
        return chart;
    }

    static Picture losses(ZerosAndOnes images, long seed) {
        LineChart chart = new LineChart("What training does with ten hidden layers").axes("epoch", "loss");
        Dataset dataset = images.dataset();
        Arrays.stream(DeepNetwork.values()).forEach(network ->
                chart.line(network.toString(), network.train(VanishingGradient.DEEP, seed, dataset)));
        return chart;
    }
}
