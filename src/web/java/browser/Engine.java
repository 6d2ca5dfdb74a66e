// SPDX-License-Identifier: Apache-2.0
package browser;

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
        publish(request -> "{}");
    }

    @JSBody(params = "answer", script = "self.answer = answer;")
    private static native void publish(Answer answer);
}
