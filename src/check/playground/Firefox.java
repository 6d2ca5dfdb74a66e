// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Firefox, driven by WebDriver BiDi. */
final class Firefox extends Driven {

    static final List<String> NAMES = List.of("firefox-esr", "firefox");
    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");
    private static final Pattern CONTEXT = Pattern.compile("\"context\":\"([^\"]+)\"");
    /** What WebDriver calls keys that have no character. */
    private static final Map<String, String> KEYS = Map.of("ArrowLeft", "\\uE012", "ArrowUp", "\\uE013", "ArrowRight",
            "\\uE014", "ArrowDown", "\\uE015", "Delete", "\\uE017", "Enter", "\\uE007", "Escape", "\\uE00C");

    private final String context;

    Firefox(String name) throws IOException {
        super(name, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", "");
        connect(listening(LISTENING) + "/session");
        send("session.new", "{\"capabilities\":{}}");
        send("session.subscribe", "{\"events\":[\"log.entryAdded\"]}");
        Matcher found = CONTEXT.matcher(send("browsingContext.create", "{\"type\":\"tab\"}"));
        if (!found.find()) {
            throw new IOException("Firefox opened no page.");
        }
        context = "\"context\":\"" + found.group(1) + "\"";
    }

    @Override
    boolean isComplaint(String message) {
        return message.contains("\"log.entryAdded\"");
    }

    @Override
    void open(String address) {
        for (String url : List.of("about:blank", address)) {
            send("browsingContext.navigate", "{" + context + ",\"url\":\"" + url + "\",\"wait\":\"complete\"}");
        }
    }

    @Override
    String evaluate(String promise) {
        return send("script.evaluate", "{\"expression\":\"" + promise + "\",\"target\":{" + context
                + "},\"awaitPromise\":true,\"userActivation\":true}");
    }

    @Override
    void key(String name) {
        String value = KEYS.getOrDefault(name, name);
        send("input.performActions", "{" + context + ",\"actions\":[{\"type\":\"key\",\"id\":\"k\",\"actions\":["
                + "{\"type\":\"keyDown\",\"value\":\"" + value + "\"},{\"type\":\"keyUp\",\"value\":\"" + value
                + "\"}]}]}");
    }

    @Override
    void drag(double[]... places) {
        pointer(move(places[0]) + ",{\"type\":\"pointerDown\",\"button\":0},"
                + Arrays.stream(places).skip(1).map(place -> move(place) + ",").collect(Collectors.joining())
                + "{\"type\":\"pointerUp\",\"button\":0}");
    }

    private static String move(double... place) {
        return String.format(Locale.ROOT, "{\"type\":\"pointerMove\",\"x\":%.0f,\"y\":%.0f}", place[0], place[1]);
    }

    private void pointer(String actions) {
        send("input.performActions", "{" + context + ",\"actions\":[{\"type\":\"pointer\",\"id\":\"m\",\"actions\":["
                + actions + "]}]}");
    }

    @Override
    void point(double... place) {
        pointer(move(place));
    }

    @Override
    void screen(int width, int height, boolean dark) {
        send("browsingContext.setViewport", "{" + context + ",\"viewport\":{\"width\":" + width
                + ",\"height\":" + height
                + "}}");
    }

    @Override
    String screenshot() {
        return send("browsingContext.captureScreenshot", "{" + context + ",\"origin\":\"document\"}");
    }
}
