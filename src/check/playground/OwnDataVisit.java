// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.io.IOException;
import java.nio.file.Path;

/** Brings points, keys and drawn digits along. */
final class OwnDataVisit extends Visit {

    OwnDataVisit(Server server, Driven browser, Path pictures) {
        super(server, browser, pictures);
    }

    @Override
    void check() throws IOException, InterruptedException {
        ownPoints();
        keys();
        digit();
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
}
