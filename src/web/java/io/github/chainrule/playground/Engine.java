// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.model.Sequential;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** What runs in the page's worker. */
public final class Engine {

    /** A text for a text. */
    @JSFunctor
    private interface Answer extends JSObject {
        String to(String request);
    }

    private Engine() {
    }

    /** Makes the answer known to the worker's script. */
    public static void main(String[] args) {
        publish(new Api(new DigitNetwork(Engine::digits))::answer);
    }

    private static Sequential digits() {
        throw new IllegalStateException("not yet");
    }

    @JSBody(params = "answer", script = "self.answer = answer;")
    private static native void publish(Answer answer);
}
