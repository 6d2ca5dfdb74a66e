// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Plays: the first visit, what stops and goes on, goals, advice, and links. */
final class LearningVisit extends Visit {

    private static final List<String> NAMES = List.of("first", "one-neuron", "too-large-steps", "all-zero", "xor-stuck",
            "on-paper", "one-path", "two-paths", "way-back", "sixteen-relus", "own-pace", "three-outputs", "spiral",
            "overfitting", "twelve-sigmoids", "one-leaky-neuron", "riddle");
    private static final String OLD_LINK = "data=moons&points=200&noise=0.1&test=0.25&scale=false&hidden=4,4"
            + "&activation=tanh&initial=uniform&dropout=0&goal=probability&rule=adam&rate=0.03&decay=0&batch=16"
            + "&seed=42";

    LearningVisit(Server server, Driven browser, Path pictures) {
        super(server, browser, pictures);
    }

    @Override
    void check() throws IOException, InterruptedException {
        firstVisit();
        pause();
        goal();
        advice();
        goesOn();
        links();
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
                && planeChanges(before), "");
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

    private void links() throws InterruptedException {
        for (String name : NAMES) {
            open(name);
            require("link to " + name, browser.value("location.hash").contains("lesson=" + name)
                    && is("document.getElementById('problem').hidden"), text("problem"));
        }
        open(OLD_LINK);
        require("links that were sent earlier still open", is("document.getElementById('problem').hidden")
                && text("margin").contains("A setup of your own")
                && is("document.querySelectorAll('.n').length === 10"), browser.value("location.hash"));
        browser.value("location.hash = 'data=nothing'");
        browser.until("!document.getElementById('problem').hidden");
        require("a wrong link says what is wrong", text("problem").startsWith("data: expected one of"),
                text("problem"));
        open("data=nothing");
        require("and one that a page begins with leads to the first lesson", text("problem").startsWith("data: ")
                && text("margin").contains("First, just watch"), text("problem"));
    }
}
