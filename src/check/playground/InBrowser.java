// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The playground in a real browser, as its readers use it; and what no one should do to it, in numbers. Takes the
 * folder for its pictures. Ends with 0 if all is well, and with 3 if there is no Chromium.
 */
final class InBrowser {

    private static final int MALFORMED = Integer.getInteger("malformed", 100_000);
    private static final int PAGES = 20;
    /** The middle of the line from input 2 to neuron 1.1, on the screen. */
    private static final String LINE = "import('/geometry.js').then(g => { const b = document.getElementById('pic')"
            + ".getBoundingClientRect(); const [x, y] = g.along(g.line(0, 1, 0), 0.5);"
            + " return (b.x + x) + ' ' + (b.y + y); })";

    private static final List<String> NAMES = List.of("first", "one-neuron", "too-large-steps", "all-zero", "xor-stuck",
            "on-paper", "one-path", "two-paths", "way-back", "sixteen-relus", "own-pace", "three-outputs", "spiral",
            "overfitting", "twelve-sigmoids", "one-leaky-neuron", "riddle");
    private static final String OLD_LINK = "data=moons&points=200&noise=0.1&test=0.25&scale=false&hidden=4,4"
            + "&activation=tanh&initial=uniform&dropout=0&goal=probability&rule=adam&rate=0.03&decay=0&batch=16"
            + "&seed=42";

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
            check.firstVisit();
            check.pause();
            check.weight();
            check.slowStep();
            check.neuron();
            check.goal();
            check.advice();
            check.goesOn();
            check.ownPoints();
            check.keys();
            check.links();
            check.program();
            check.digit();
            check.widthsAndColors();
            check.fluent();
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
        browser.open(server.address() + (setup.isEmpty() ? "" : "#" + setup));
        browser.until("document.body.dataset.state === 'ready'");
    }

    private boolean is(String condition) {
        return browser.value("Boolean(" + condition + ")").equals("true");
    }

    private int steps() {
        return Integer.parseInt(text("steps").replace(",", ""));
    }

    private String text(String id) {
        return browser.value("document.getElementById('" + id + "').textContent");
    }

    private void play(String pace) {
        browser.value("document.querySelector('[name=pace]').value = '" + pace + "'");
        browser.click("#play");
    }

    private void stop() throws InterruptedException {
        if (is("document.body.classList.contains('playing')")) {
            browser.click("#play");
        }
        browser.until("!document.body.classList.contains('playing')");
    }

    /** The large picture, as text. */
    private String plane() {
        return browser.value("document.getElementById('plane').toDataURL()");
    }

    private void firstVisit() throws InterruptedException {
        browser.screen(1280, 800, false);
        open("");
        require("the first visit has three callouts, and a goal", is("document.querySelectorAll('.call').length === 3")
                && text("margin").contains("Goal:"), text("margin"));
        require("nothing is below the fold", is("document.documentElement.scrollHeight <= 800"), "");
        String before = plane();
        play("100");
        browser.until("Number(document.getElementById('steps').textContent) > 5");
        require("callouts go with Play, and the plane changes", is("!document.querySelector('.call')")
                && !plane().equals(before), "");
        stop();
    }

    private void pause() throws InterruptedException {
        open("data=moons&hidden=8,8");
        play("0");
        browser.until("Number(document.getElementById('steps').textContent.replace(',', '')) > 100");
        stop();
        // What was asked for before is still answered.
        Thread.sleep(2000);
        int paused = steps();
        String plane = plane();
        Thread.sleep(500);
        require("pause stops, at step " + paused, steps() == paused && plane().equals(plane), steps());
        browser.click("#step");
        browser.until("document.getElementById('steps').textContent.replace(',', '') === '" + (paused + 1) + "'");
        require("a step is one step", true, "");
    }

    private double[] line() {
        String[] place = browser.value(LINE).split(" ");
        return new double[] {Double.parseDouble(place[0]), Double.parseDouble(place[1])};
    }

    private void weight() throws InterruptedException {
        open("data=circles&hidden=4,3");
        browser.point(line());
        browser.until("document.querySelector('.bubble')");
        String bubble = browser.value("document.querySelector('.bubble').textContent");
        require("a line that is pointed at says its name", bubble.startsWith("x₂ → 1.1"), bubble);
        browser.value("(() => { const f = document.querySelector('.bubble input'); f.value = 1.5; f.dispatchEvent(new"
                + " Event('change')); })()");
        browser.until("import('/state.js').then(({ app }) => app.look.parameters[0][4] === 1.5)");
        require("a weight is edited in place", true, "");
        browser.drag(line(), line());
        browser.until("document.querySelectorAll('.eq math').length > 4");
        require("a click opens it: formulas in the margin, numbers on its paths",
                text("margin").contains("Weight x₂ → 1.1") && is("document.querySelectorAll('.tag.f').length > 3")
                && is("document.querySelectorAll('.tag.b').length > 3"), text("margin"));
        double gradient = Double.parseDouble(browser.value("import('/state.js').then(({ app: { numbers: n } }) =>"
                + " n.dz[0][0] * n.a[0][1])"));
        require("its last row is its gradient, " + gradient, browser.value("import('/words.js').then(w => w.short("
                + gradient + ") === document.querySelector('.eq.sum .r').textContent)").equals("true"), text("margin"));
        browser.key("Escape");
        browser.until("!document.querySelector('.panel')");
    }

    private void slowStep() throws InterruptedException {
        open("xor-stuck");
        browser.key("s");
        browser.until("document.querySelectorAll('#grad .stop').length === 6 && document.querySelector('.eq')");
        for (String title : List.of("Forwards: output", "The loss", "Backwards: output", "Backwards: layer 1",
                "Every weight moves")) {
            browser.key("ArrowRight");
            browser.until("document.querySelector('#margin h2').textContent === '" + title + "'");
        }
        require("a slow step has six stops, and has not changed anything", steps() == 0, steps());
        browser.key("ArrowRight");
        browser.until("document.getElementById('steps').textContent === '1'");
        require("after the last one the step is made", true, "");
        browser.key("Escape");
    }

    private void neuron() throws InterruptedException {
        open("data=circles&hidden=4,3");
        String before = plane();
        double[] middle = browser.middleOf(".n[data-k=\"2\"][data-j=\"0\"]");
        browser.point(middle);
        browser.until("document.getElementById('output-title').textContent === 'Neuron 2.1'");
        browser.until("import('/state.js').then(({ app }) => Boolean(app.look.shown))");
        require("a neuron that is pointed at stands large", !plane().equals(before), "");
        browser.drag(middle, middle);
        browser.until("document.querySelectorAll('button.wrow').length === 5");
        browser.click("button.wrow");
        browser.until("document.querySelector('#margin h2').textContent === 'Weight 1.1 → 2.1'");
        require("a row of an opened neuron opens the weight", true, "");
        browser.key("Escape");
    }

    private void goal() throws InterruptedException, IOException {
        open("one-neuron");
        play("0");
        browser.until("document.querySelector('.seal') && document.querySelector('.goal.won')");
        stop();
        browser.picture(pictures.resolve("goal.png"));
        require("a goal is recognized: " + browser.value("document.querySelector('.goal').textContent"),
                browser.value("localStorage.getItem('chainrule-reached')").contains("one-neuron"), "");
        browser.click(".next");
        browser.until("document.querySelector('.lesson .eyebrow').textContent.startsWith('Lesson 2')");
        require("the next lesson is one click away", is("!document.querySelector('.seal')"), "");
    }

    private void advice() throws InterruptedException, IOException {
        open("xor-stuck");
        play("0");
        browser.until("document.querySelector('.diag.bad .advice button')");
        stop();
        browser.until("!document.querySelector('.checked').textContent.startsWith('Trying')");
        browser.picture(pictures.resolve("stuck.png"));
        String before = browser.value("location.hash");
        browser.click(".advice button");
        browser.until("document.querySelector('#margin').textContent.includes('Undo')");
        require("advice is taken with a click: " + browser.value("location.hash"),
                !browser.value("location.hash").equals(before), "");
        browser.value("[...document.querySelectorAll('.diag .next')].at(-1).click()");
        browser.until("location.hash === '" + before + "' && document.getElementById('steps').textContent !== '0'");
        require("and undone, with its steps", steps() > 0, steps());
    }

    private void goesOn() throws InterruptedException {
        open("data=circles&hidden=4&noise=0.1");
        play("100");
        browser.until("Number(document.getElementById('steps').textContent) > 5");
        for (String change : List.of("rate = '0.1'", "batch = '32'", "decay = '0.001'")) {
            String[] parts = change.split(" = ");
            browser.value("(() => { const f = document.querySelector('#settings [name=" + parts[0] + "]'); f.value = "
                    + parts[1] + "; f.dispatchEvent(new Event('change', { bubbles: true })); })()");
            browser.until("location.hash.includes('" + parts[0] + "=" + parts[1].replace("'", "") + "')");
        }
        browser.value("(() => { const f = document.getElementById('noise'); f.value = 0.3; f.dispatchEvent(new"
                + " Event('input')); })()");
        browser.until("location.hash.includes('noise=0.3')");
        int now = steps();
        browser.until("Number(document.getElementById('steps').textContent.replace(',', '')) > " + (now + 5));
        require("changed settings and points go on playing, at step " + now, now > 5, now);
        stop();
    }

    private void ownPoints() throws InterruptedException {
        open("data=own&own=-1,-1,0;1,1,1&test=0");
        browser.click("[data-tool=\"0\"]");
        double[] middle = browser.middleOf("#plane");
        browser.drag(middle, middle);
        browser.until("location.hash.split('own=')[1].split(';').length === 3");
        require("a click sets a point", text("scores").contains("of 3"), text("scores"));
        browser.click("[data-tool=remove]");
        browser.drag(middle, middle);
        browser.until("document.getElementById('scores').textContent.includes('of 2')");
        require("a click takes it away", true, "");
        browser.value("(() => { const d = new DataTransfer(); d.items.add(new File(['a,<b>,c\\n1,2,<i>x</i>\\n3,4,y\\n"
                + "5,6,y\\n7,9,<i>x</i>\\n'], 'p.csv')); const f = document.getElementById('file'); f.files = d.files;"
                + " f.dispatchEvent(new Event('change', { bubbles: true })); })()");
        browser.until("document.getElementById('legend').textContent.includes('<i>x</i>')");
        require("a file is opened, and its names are only names",
                browser.value("document.querySelectorAll('#legend i i').length").equals("0"), text("legend"));
    }

    private void keys() throws InterruptedException {
        open("data=own&own=-1,-1,0;1,1,1&test=0");
        browser.click("[data-tool=\"1\"]");
        browser.value("document.getElementById('plane').focus()");
        browser.key("ArrowLeft");
        browser.key("Enter");
        browser.until("document.getElementById('scores').textContent.includes('of 3')");
        browser.key("1");
        browser.until("document.getElementById('scores').textContent.includes('of 4')");
        browser.key("Delete");
        browser.until("document.getElementById('scores').textContent.includes('of 3')");
        require("keys set points and take them away: " + text("place"), text("place").startsWith("Taken away."),
                text("place"));
        open("data=xor&hidden=4");
        browser.value("[1, 2, 3].forEach(() => document.getElementById('more-layers').click())");
        browser.until("document.getElementById('layer-count').textContent === '4 hidden layers'"
                + " && document.querySelectorAll('.colh').length === 4");
        require("quick clicks all count", true, "");
        browser.value("history.go(-3)");
        browser.until("document.getElementById('layer-count').textContent === '1 hidden layer'");
        require("the browser's back takes changes back", true, "");
        browser.key("p");
        browser.until("document.body.classList.contains('presenter')");
        browser.key(" ");
        browser.until("document.body.classList.contains('playing')");
        browser.key("Escape");
        browser.until("!document.body.classList.contains('presenter')");
        require("P presents, Space plays, Escape leaves", true, "");
    }

    private void links() throws InterruptedException {
        for (String name : NAMES) {
            open(name);
            require("link to " + name, browser.value("location.hash").contains("lesson=" + name)
                    && is("document.getElementById('problem').hidden"), text("problem"));
        }
        open(OLD_LINK);
        require("links that were sent earlier still open", is("document.getElementById('problem').hidden")
                && text("margin").contains("A set-up of your own")
                && is("document.querySelectorAll('.n').length === 10"), browser.value("location.hash"));
        browser.value("location.hash = 'data=nothing'");
        browser.until("!document.getElementById('problem').hidden");
        require("a wrong link says what is wrong", text("problem").startsWith("data: expected one of"),
                text("problem"));
        open("data=nothing");
        require("and one that a page begins with leads to the first lesson", text("problem").startsWith("data: ")
                && text("margin").contains("First, just watch"), text("problem"));
    }

    private void program() throws InterruptedException {
        open("data=spiral&hidden=5");
        browser.click("#java");
        browser.until("document.getElementById('program').open");
        require("the program is shown", text("program").contains("new Linear(2, 5, Initializer.uniform(), random)"),
                text("program"));
        browser.click("#program [data-close]");
    }

    private void digit() throws InterruptedException, IOException {
        open("");
        browser.click("[data-name=digits]");
        double[] paper = browser.middleOf("#paper");
        double x = paper[0];
        double y = paper[1];
        browser.drag(new double[] {x + 4, y - 55}, new double[] {x + 1, y - 15}, new double[] {x - 1, y + 20},
                new double[] {x - 4, y + 55});
        browser.until("document.getElementById('digit-says').textContent.startsWith('1,')");
        browser.picture(pictures.resolve("digit.png"));
        browser.click("#clear");
        double[][] ring = new double[25][];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new double[] {x + 29 * Math.cos(i * Math.PI / 12), y + 45 * Math.sin(i * Math.PI / 12)};
        }
        browser.drag(ring);
        browser.until("document.getElementById('digit-says').textContent.startsWith('0,')");
        require("a drawn 1 and a drawn 0 are recognized", true, "");
    }

    private void widthsAndColors() throws InterruptedException, IOException {
        for (int width : new int[] {1920, 1280, 390}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.screen(width, width == 390 ? 844 : width * 5 / 8, dark);
                open("data=spiral3&points=300&noise=0.03&hidden=8,6&rate=0.02");
                play("0");
                browser.until("Number(document.getElementById('steps').textContent.replace(',', '')) > 400");
                stop();
                browser.click(".n[data-k=\"1\"]");
                browser.until("document.querySelector('.wrow')");
                browser.picture(pictures.resolve("page-" + width + (dark ? "-dark" : "-light") + ".png"));
                require("nothing is wider than " + width + " pixels",
                        browser.value("document.documentElement.scrollWidth").equals(String.valueOf(width)),
                        browser.value("document.documentElement.scrollWidth"));
            }
        }
        browser.screen(1280, 800, false);
    }

    /** Frames a second, to be read: how many there are depends on the machine, and on what else it does. */
    private void fluent() throws InterruptedException {
        for (String setup : List.of("data=circles&points=500&hidden=8,8&batch=10",
                "data=circles&hidden=16,16,16,16,16,16,16,16,16,16,16,16")) {
            open(setup);
            play("100");
            String rate = browser.value("import('/clock.js').then(async ({ frames }) => { const wait = (t) => new"
                    + " Promise((r) => setTimeout(r, t)); await wait(1000); const [n, t] = [frames.count,"
                    + " performance.now()]; await wait(4000);"
                    + " return ((frames.count - n) / (performance.now() - t) * 1000).toFixed(1); })");
            require(rate + " frames a second: " + setup, Double.parseDouble(rate) > 0, rate);
            stop();
        }
    }

    private String ask(String page, String... request) throws IOException, InterruptedException {
        return browser.client.send(HttpRequest.newBuilder(URI.create(server.address() + "api/" + page))
                .header(Guard.TOKEN_HEADER, server.guard.token).POST(HttpRequest.BodyPublishers.ofString(Answer.request(request))).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private void twentyPages() throws IOException, InterruptedException {
        for (int i = 0; i < PAGES; i++) {
            ask("page" + i, "do", "open", "setup", "data=moons&hidden=8,8&seed=" + i);
        }
        open("data=xor");
        browser.click("#step");
        browser.until("document.getElementById('steps').textContent === '1'");
        long start = System.nanoTime();
        for (int i = 0; i < PAGES; i++) {
            ask("page" + i, "do", "look", "steps", "3");
        }
        double milliseconds = (System.nanoTime() - start) / 1e6 / PAGES;
        browser.click("#step");
        browser.until("document.getElementById('steps').textContent === '2'");
        require(String.format(Locale.ROOT, "beside %d others, a page makes its own steps; a look takes %.1f ms", PAGES,
                milliseconds), true, "");
    }

    private void malformed() throws IOException, InterruptedException {
        ask("mine", "do", "open", "setup", "data=xor", "steps", "10");
        String before = ask("mine", "do", "look");
        long start = System.nanoTime();
        for (long seed = 0; seed < MALFORMED; seed++) {
            String answer = Visitor.send(server.port(), Malformed.request(server.port(), server.guard.token, seed));
            if (answer.contains(" 500 ")) {
                throw new IllegalStateException("seed " + seed + ": " + answer);
            }
        }
        require(String.format(Locale.ROOT, "%,d malformed requests change nothing and end nothing (%.0f s)", MALFORMED,
                (System.nanoTime() - start) / 1e9), ask("mine", "do", "look").equals(before), "");
    }

    private void end() throws InterruptedException {
        open("data=xor");
        browser.click("#end");
        server.await();
        browser.until("document.getElementById('problem').textContent.includes('ended')");
        require("it ends when the page says so", true, List.of());
    }
}
