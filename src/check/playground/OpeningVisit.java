// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens numbers: weights, neurons, a slow step, the program; and looks at the page in all its sizes. */
final class OpeningVisit extends Visit {

    /** The middle of the line from input 2 to neuron 1.1, on the screen. */
    private static final String LINE = "import('/geometry.js').then(g => { const b = document.getElementById('pic')"
            + ".getBoundingClientRect(); const [x, y] = g.along(g.line({ k: 0, i: 1, j: 0 }), 0.5);"
            + " return (b.x + x) + ' ' + (b.y + y); })";

    OpeningVisit(Server server, Driven browser, Path pictures) {
        super(server, browser, pictures);
    }

    @Override
    void check() throws IOException, InterruptedException {
        weight();
        slowStep();
        neuron();
        program();
        widthsAndColors();
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
        for (String title : List.of("Forward: output", "The loss", "Backward: output", "Backward: layer 1",
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
        require("a neuron that is pointed at stands large", planeChanges(before), "");
        browser.drag(middle, middle);
        browser.until("document.querySelectorAll('button.wrow').length === 5");
        browser.click("button.wrow");
        browser.until("document.querySelector('#margin h2').textContent === 'Weight 1.1 → 2.1'");
        require("a row of an opened neuron opens the weight", true, "");
        browser.key("Escape");
    }

    private void program() throws InterruptedException {
        open("data=spiral&hidden=5");
        browser.click("#java");
        browser.until("document.getElementById('program').open");
        require("the program is shown", text("program").contains("new Linear(2, 5, Initializer.uniform(), random)"),
                text("program"));
        browser.click("#program .top button");
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
                        is("document.documentElement.scrollWidth <= innerWidth"),
                        browser.value("document.documentElement.scrollWidth"));
            }
        }
        browser.screen(1280, 800, false);
    }
}
