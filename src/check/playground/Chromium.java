// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chromium, driven through its DevTools. */
final class Chromium extends Driven {

    static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]+)\"");

    Chromium(String name) throws IOException, InterruptedException {
        super(name, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--remote-debugging-port=0", "about:blank", "--user-data-dir=");
        String page = client.send(HttpRequest
                .newBuilder(URI.create("http://" + listening(LISTENING) + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString()).body();
        Matcher address = SOCKET.matcher(page);
        if (!address.find()) {
            throw new IOException("Chromium opened no page: " + page);
        }
        connect(address.group(1));
        for (String part : List.of("Runtime", "Log", "Page")) {
            send(part + ".enable", "{}");
        }
    }

    @Override
    boolean isComplaint(String message) {
        return message.contains("\"Runtime.consoleAPICalled\"") || message.contains("\"Log.entryAdded\"")
                || message.contains("\"Runtime.exceptionThrown\"");
    }

    @Override
    void open(String address) throws InterruptedException {
        send("Page.navigate", "{\"url\":\"about:blank\"}");
        send("Page.navigate", "{\"url\":\"" + address + "\"}");
        until("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    @Override
    String evaluate(String promise) {
        return send("Runtime.evaluate", "{\"expression\":\"" + promise
                + "\",\"awaitPromise\":true,\"returnByValue\":true,\"userGesture\":true}");
    }

    @Override
    void key(String name) {
        for (String type : List.of("keyDown", "keyUp")) {
            send("Input.dispatchKeyEvent", "{\"type\":\"" + type + "\",\"key\":\"" + name + "\"}");
        }
    }

    @Override
    void drag(double[]... places) {
        for (int i = 0; i < places.length; i++) {
            mouse(i == 0 ? "mousePressed" : "mouseMoved", places[i]);
        }
        mouse("mouseReleased", places[places.length - 1]);
    }

    @Override
    void point(double... place) {
        send("Input.dispatchMouseEvent", String.format(Locale.ROOT, "{\"type\":\"mouseMoved\",\"x\":%.1f,\"y\":%.1f}",
                place[0], place[1]));
    }

    private void mouse(String type, double[] place) {
        send("Input.dispatchMouseEvent", String.format(Locale.ROOT,
                "{\"type\":\"%s\",\"x\":%.1f,\"y\":%.1f,\"button\":\"left\",\"buttons\":1,\"clickCount\":1}", type,
                place[0], place[1]));
    }

    @Override
    void screen(int width, int height, boolean dark) {
        send("Emulation.setDeviceMetricsOverride", "{\"width\":" + width + ",\"height\":" + height
                + ",\"deviceScaleFactor\":1,\"mobile\":" + (width < 600) + "}");
        send("Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\""
                + (dark ? "dark" : "light") + "\"}]}");
    }

    @Override
    String screenshot() {
        return send("Page.captureScreenshot", "{\"format\":\"png\",\"captureBeyondViewport\":true}");
    }
}
