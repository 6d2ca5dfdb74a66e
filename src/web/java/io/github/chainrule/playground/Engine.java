// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.model.Sequential;

import java.util.Optional;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Float64Array;

/** What runs in the page's worker: the API, and the weights for digits. */
public final class Engine {

    private static Optional<Sequential> digits = Optional.empty();

    /** Answers a text with a text. */
    @JSFunctor
    private interface Answer extends JSObject {
        String to(String request);
    }

    /** Takes numbers. */
    @JSFunctor
    private interface Weights extends JSObject {
        void set(Float64Array values);
    }

    private Engine() {
    }

    /** Makes both known to the worker's script. */
    public static void main(String[] args) {
        publish(new Api(new DigitNetwork() {
            @Override
            Sequential train() {
                return digits.orElseThrow();
            }
        }, System::nanoTime)::answer, Engine::setDigits);
    }

    private static void setDigits(Float64Array values) {
        Sequential model = DigitNetwork.untrained();
        int next = 0;
        for (Parameter parameter : model.parameters()) {
            double[] weights = parameter.value().values();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = values.get(next++);
            }
        }
        digits = Optional.of(model);
    }

    @JSBody(params = {"answer", "setDigits"}, script = "self.answer = answer; self.setDigits = setDigits;")
    private static native void publish(Answer answer, Weights setDigits);
}
