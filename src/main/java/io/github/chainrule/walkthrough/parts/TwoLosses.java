// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.training.History;

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

    public static Picture chart(String title, History history) {
        return new LineChart(title).axes("epoch", "loss")
                .line("training", losses(history, epoch -> epoch.training().loss()))
                .line("validation", losses(history, epoch -> epoch.validation().orElseThrow().loss()));
    }

    private static double[] losses(History history, ToDoubleFunction<History.Epoch> loss) {
        return history.epochs().stream().mapToDouble(loss).toArray();
    }
}
