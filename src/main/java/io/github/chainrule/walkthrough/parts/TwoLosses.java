// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.training.History;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The losses on the training set and on the validation set, epoch by epoch. */
public final class TwoLosses {

    private TwoLosses() {
    }

    /** With accuracies, for some epochs. */
    public static void table(History history, Output out, int... epochs) {
        out.say("            training            validation%n   epoch    loss  accuracy      loss  accuracy");
        for (int number : epochs) {
            History.Epoch epoch = history.epochs().get(number - 1);
            out.say("   %5d  %6.4f    %6.4f    %6.4f    %6.4f", number, epoch.training().loss(),
                    epoch.training().score(new BinaryAccuracy()), epoch.validation().orElseThrow().loss(),
                    epoch.validation().orElseThrow().score(new BinaryAccuracy()));
        }
    }

    /** Accuracies of several runs, each on its own images and on others. */
    public static void accuracies(List<double[]> runs, Output out) {
        out.say("   accuracy                mean     min     max");
        for (int i = 0; i < 2; i++) {
            int set = i;
            DoubleSummaryStatistics all = runs.stream().mapToDouble(run -> run[set]).summaryStatistics();
            out.say("   on %-16s  %.4f  %.4f  %.4f", i == 0 ? "these images" : "the test images", all.getAverage(),
                    all.getMin(), all.getMax());
        }
    }

    public static Picture chart(String title, History history) {
        return new LineChart(title).axes("epoch", "loss")
                .line("training", losses(history, epoch -> epoch.training().loss()))
                .line("validation", losses(history, epoch -> epoch.validation().orElseThrow().loss()));
    }

    private static double[] losses(History history, ToDoubleFunction<History.Epoch> loss) {
        return history.epochs().stream().mapToDouble(loss).toArray();
    }
}
