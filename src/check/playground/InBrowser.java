// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The playground in a real browser, as somebody would use it; and what nobody should do to it, in numbers. Takes the
 * folder for its pictures. Ends with 0 if all is well, and with 3 if there is no Chromium.
 */
final class InBrowser {

    private static final int MALFORMED = Integer.getInteger("malformed", 100_000);
    private static final int PAGES = 20;
    /** XOR with four neurons and the page's own settings is learned in that many steps. */
    private static final int XOR_STEPS = 300;

    private final Server server;
    private final Chromium browser;
    private final Path pictures;

    private InBrowser(Server server, Chromium browser, Path pictures) {
        this.server = server;
        this.browser = browser;
        this.pictures = pictures;
    }

    /** Checks, and says what was checked. */
    public static void main(String[] args) throws Exception {
        Optional<String> chromium = Driven.find(Chromium.NAMES);
        if (chromium.isEmpty()) {
            System.exit(3);
        }
        Path pictures = Files.createDirectories(Path.of(args[0]));
        try (Server server = new Server(0); Chromium browser = new Chromium(chromium.get())) {
            InBrowser check = new InBrowser(server, browser, pictures);
            check.xor();
            check.pause();
            check.openedNumber();
            check.ownPoints();
            check.keys();
            check.links();
            check.program();
            check.digit();
            check.widthsAndColours();
            check.twentyPages();
            check.malformed();
            check.end();
            check.require("nothing was said on the console", browser.messages().isEmpty(), browser.messages());
        }
        System.exit(0);
    }

    private void require(String what, boolean holds, Object seen) {
        if (!holds) {
            throw new IllegalStateException("NOT SO: " + what + ": " + seen);
        }
        System.out.println("  " + what);
    }

    private void open(String setup) throws InterruptedException {
        browser.open(server.address() + "#" + setup);
        browser.until("document.body.dataset.state === 'PAUSED'");
    }

    private int steps() {
        return Integer.parseInt(browser.value("document.getElementById('steps').textContent").replace(",", ""));
    }

    private String text(String id) {
        return browser.value("document.getElementById('" + id + "').textContent");
    }

    /** The large picture, as text. */
    private String surface() {
        return browser.value("document.getElementById('surface').toDataURL()");
    }

    private void xor() throws InterruptedException {
        browser.screen(1280, 900, false);
        open("data=xor");
        String before = surface();
        require("XOR isn't known before", !browser.value("document.querySelector('#score td:last-child').textContent")
                .equals("4 of 4"), text("score"));
        for (int i = 0; i < XOR_STEPS; i++) {
            browser.click("#step");
            int made = i + 1;
            browser.until("document.getElementById('steps').textContent === '" + made + "'");
        }
        require("XOR is learned within " + XOR_STEPS + " steps: " + text("score").strip(),
                text("score").contains("4 of 4"), text("score"));
        require("the decision surface has changed", !surface().equals(before), "it is the same");
        require("a step is shown as one", steps() == XOR_STEPS, steps());
    }

    private void pause() throws InterruptedException {
        open("data=moons&hidden=8,8");
        browser.value("document.getElementById('pace').value = '0'");
        browser.click("#play");
        browser.until("Number(document.getElementById('steps').textContent.replace(',', '')) > 100");
        browser.click("#play");
        browser.until("document.body.dataset.state === 'PAUSED'");
        int paused = steps();
        String surface = surface();
        Thread.sleep(500);
        require("pause stops, at step " + paused, steps() == paused && surface().equals(surface), steps());
        browser.click("#epoch");
        browser.until("document.getElementById('steps').textContent.replace(',', '') > " + paused);
        require("an epoch ends at one of 10 steps", steps() % 10 == 0 && steps() - paused <= 10, steps());
    }

    private void openedNumber() throws InterruptedException {
        open("data=circles&hidden=4,3");
        browser.click("#network .neuron:nth-of-type(4)");
        browser.until("document.querySelectorAll('#backward .entry').length > 0");
        browser.click("#incoming button");
        browser.until("document.getElementById('opened-title').textContent.includes('weight')");
        require("a number is opened: " + text("opened-title"), text("opened").contains("computed once, used in dL/dW"),
                text("opened"));
        String first = text("forward");
        browser.value("document.getElementById('surface').focus()");
        browser.key("ArrowRight");
        browser.until("document.getElementById('example').value === '2'");
        browser.until("document.getElementById('forward').textContent !== " + quoted(first));
        require("an arrow key chooses the next example", true, "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    private void ownPoints() throws InterruptedException {
        open("data=xor");
        browser.value("document.getElementById('tools').value = '0'");
        double[] middle = browser.middleOf("#surface");
        String isThere = "/;0.5\\d*,0.5\\d*,0&/.test(location.hash)";
        browser.drag(middle, middle);
        browser.until("location.hash.includes('data=own')");
        require("a click sets a point", browser.value(isThere).equals("true"), browser.value("location.hash"));
        browser.value("document.getElementById('tools').value = 'remove'");
        browser.drag(middle, middle);
        browser.until("!" + isThere);
        require("a click takes it away", browser.value("location.hash").contains("data=own"), "");
        browser.value("(() => { const d = new DataTransfer(); d.items.add(new File(['a,<b>,c\\n1,2,<i>x</i>\\n3,4,y\\n"
                + "5,6,y\\n7,9,<i>x</i>\\n'], 'p.csv')); const f = document.getElementById('file'); f.files = d.files;"
                + " f.dispatchEvent(new Event('change', { bubbles: true })); })()");
        browser.until("document.getElementById('legend').textContent.includes('<i>x</i>')");
        require("a file is opened, and its names are only names",
                browser.value("document.querySelectorAll('#legend i').length").equals("0"), text("legend"));
    }

    private void keys() throws InterruptedException {
        open("data=xor");
        browser.value("document.getElementById('tools').value = '1'");
        browser.value("document.getElementById('surface').focus()");
        browser.key("ArrowLeft");
        browser.key("ArrowUp");
        require("a cross is moved, and told: " + text("place"), text("place").startsWith("a -0.0325, b 0.0325; nearest:"
                + " example 1 of 4, class false"), text("place"));
        browser.key("Enter");
        browser.until("/;-0.0325,0.0325,1&/.test(location.hash)");
        browser.key("1");
        browser.until("/;-0.0325,0.0325,1;-0.0325,0.0325,0&/.test(location.hash)");
        browser.key("Delete");
        browser.until("!/0.0325,1/.test(location.hash)");
        require("keys set points and take them away: " + text("place"), text("place").startsWith("Taken away. a -0.0325"),
                text("place"));
        browser.value("[1, 2, 3].forEach(() => document.getElementById('more-layers').click())");
        browser.until("document.getElementById('layer-count').textContent === '4 hidden layers'");
        require("quick clicks all count", true, "");
        browser.value("history.go(-6)");
        browser.until("location.hash.startsWith('#data=xor&')");
        browser.until("document.getElementById('legend').textContent === 'falsetrue'");
        require("the way back in the browser takes changes back", true, "");
    }

    private void links() throws InterruptedException {
        for (Preset preset : Preset.values()) {
            open(preset.setup);
            require("link to " + preset.title, browser.value("location.hash").equals(
                    "#" + Setup.parse(preset.setup).text()), browser.value("location.hash"));
        }
        browser.value("location.hash = 'data=nothing'");
        browser.until("!document.getElementById('problem').hidden");
        require("a wrong link says what is wrong", text("problem").startsWith("data: expected one of"),
                text("problem"));
        open("data=nothing");
        require("and one that a page begins with leaves it with another", text("problem").startsWith("data: expected")
                && browser.value("location.hash").startsWith("#data=xor&"), text("problem"));
        // The browser itself writes down that the server has refused something.
        browser.messages().removeIf(message -> message.contains("a status of 400"));
    }

    private void program() throws InterruptedException {
        open("data=spiral&hidden=5");
        browser.click("#java");
        browser.until("document.getElementById('program').open");
        require("the program is shown", text("program").contains("new Linear(2, 5, Initializer.uniform(), random)"),
                text("program"));
        browser.click("#close-program");
    }

    private void digit() throws InterruptedException, IOException {
        open("");
        browser.click("#digit summary");
        double[] paper = browser.middleOf("#paper");
        double x = paper[0];
        double y = paper[1];
        browser.drag(new double[] {x + 6, y - 80}, new double[] {x + 2, y - 20}, new double[] {x - 2, y + 30},
                new double[] {x - 6, y + 80});
        browser.until("document.getElementById('digit-says').textContent.startsWith('1,')");
        require("a drawn 1 is told: " + text("digit-says"), text("digit-says").startsWith("1,"), "");
        browser.picture(pictures.resolve("digit-1280-light.png"));
        browser.click("#clear");
        paper = browser.middleOf("#paper");
        double[][] ring = new double[25][];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new double[] {paper[0] + 45 * Math.cos(i * Math.PI / 12),
                paper[1] + 70 * Math.sin(i * Math.PI / 12)};
        }
        browser.drag(ring);
        browser.until("document.getElementById('digit-says').textContent.startsWith('0,')");
        require("a drawn 0 is told: " + text("digit-says"), true, "");
    }

    private void widthsAndColours() throws InterruptedException, IOException {
        for (int width : new int[] {1280, 390}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.screen(width, 900, dark);
                open("data=spiral3&points=300&noise=0.03&hidden=8,6&rate=0.02");
                for (int i = 0; i < 40; i++) {
                    browser.click("#epoch");
                    browser.until("document.getElementById('epochs').textContent === '" + (i + 1) + "'");
                }
                browser.click("#network .neuron:nth-of-type(12)");
                browser.until("document.querySelectorAll('#backward .entry').length > 0");
                Thread.sleep(500);
                browser.picture(pictures.resolve("page-" + width + (dark ? "-dark" : "-light") + ".png"));
                require("nothing is wider than " + width + " pixels",
                        browser.value("document.documentElement.scrollWidth").equals(String.valueOf(width)),
                        browser.value("document.documentElement.scrollWidth"));
            }
        }
        browser.screen(1280, 900, false);
    }

    private void twentyPages() throws IOException, InterruptedException {
        Visitor[] visitors = new Visitor[PAGES];
        for (int i = 0; i < PAGES; i++) {
            visitors[i] = new Visitor(server);
            visitors[i].ask("open", "", "data=moons&hidden=8,8&seed=" + i);
            visitors[i].ask("play", "&pace=0", "");
        }
        long start = System.nanoTime();
        for (int look = 0; look < 10; look++) {
            for (Visitor visitor : visitors) {
                visitor.ask("look", "", "");
            }
        }
        double milliseconds = (System.nanoTime() - start) / 1e6 / 10 / PAGES;
        open("data=xor");
        browser.click("#epoch");
        browser.until("document.getElementById('epochs').textContent === '1'");
        require(String.format(Locale.ROOT, "beside %d that train, a page makes its own steps; a look takes %.1f ms",
                PAGES, milliseconds), steps() == 1, steps());
        for (Visitor visitor : visitors) {
            visitor.ask("close", "", "");
        }
    }

    private void malformed() throws IOException, InterruptedException {
        Visitor visitor = new Visitor(server);
        visitor.ask("open", "", "data=xor");
        String before = visitor.ask("step", "&count=10", "").body();
        long start = System.nanoTime();
        for (long seed = 0; seed < MALFORMED; seed++) {
            String answer = Visitor.send(server.port(), Malformed.request(server.port(), server.token(), seed));
            if (answer.contains(" 500 ")) {
                throw new IllegalStateException("seed " + seed + ": " + answer);
            }
        }
        require(String.format(Locale.ROOT, "%,d malformed requests change nothing and end nothing (%.0f s)", MALFORMED,
                (System.nanoTime() - start) / 1e9), visitor.ask("look", "", "").body().equals(before), "");
    }

    private void end() throws InterruptedException {
        open("data=xor");
        browser.click("#end");
        server.await();
        browser.until("document.getElementById('problem').textContent.includes('ended')");
        require("it ends when the page says so", true, List.of());
    }
}
