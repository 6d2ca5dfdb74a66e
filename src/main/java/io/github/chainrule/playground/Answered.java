// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.nio.charset.StandardCharsets;

/**
 * What a request gets.
 *
 * @param status  of HTTP
 * @param type    of the content
 * @param content the bytes
 */
record Answered(int status, String type, byte[] content) {

    static Answered of(JsonText json) {
        return new Answered(200, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Answered text(String text) {
        return new Answered(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answered error(int status, String message) {
        return new Answered(status, "application/json", new JsonText().with("error", message).toString()
                .getBytes(StandardCharsets.UTF_8));
    }
}
