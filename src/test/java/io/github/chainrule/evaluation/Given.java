// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Optional;

/** Evaluations whose outputs a test chooses: the model returns its input. */
final class Given {

    static final Sequential IDENTITY = new Sequential(new LeakyReLU(1));

    private Given() {
    }

    static Predictor predictor(Loss loss, Names names) {
        return new Predictor(IDENTITY, loss, names, Optional.empty());
    }

    static Evaluation evaluation(Loss loss, Matrix outputs, Matrix targets, String... classes) {
        Dataset data = Dataset.of(outputs, targets);
        return Predictor.of(IDENTITY, loss).evaluate(classes.length == 0 ? data
                : data.withNames(data.names().withClasses(classes)));
    }

    static Evaluation numeric(Loss loss, Matrix outputs, Matrix targets, String name) {
        return predictor(loss, Names.NONE.withTargets(name)).evaluate(Dataset.of(outputs, targets));
    }
}
