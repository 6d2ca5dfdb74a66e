// SPDX-License-Identifier: Apache-2.0
"use strict";
// What the script adds. Without it every page still reads from top to bottom: formulas are text, the chapters are a line
// of links, answers are folded.

// <pre class="math"> is plain text; here it becomes MathML. What can't be read stays as it is.
const Maths = (() => {
    const SUP = { "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "−",
        "⁺": "+", "ᶻ": "z", "ˣ": "x", "ᵀ": "T", "ⁿ": "n", "ᵏ": "k", "ᵗ": "t" };
    const SUB = { "₀": "0", "₁": "1", "₂": "2", "₃": "3", "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "ₙ": "n" };
    const NAMES = /^(sigmoid|tanh|exp|ln|log|max|min|softmax|ReLU|slope)$/;
    const OPERATORS = "+-−=<>,≈≤≥→←";
    const TOKEN = new RegExp(("\\s*(?:(\\d+(?:\\.\\d+)?)"
        + "|([d∂][A-Za-z][A-Za-z0-9]*INDEX*\\/[d∂][A-Za-zθ]+[0-9]*INDEX*)"
        + "|(Σ[₀-₉ᵢⱼₖₙ]*)|([A-Za-zα-ωΔ]+)([0-9]+|[₀-₉ᵢⱼₖₙ]+|(?<=a)\\([ikK](?:[+−]\\d)?\\)|)((?:\\[[a-z0-9]+\\])*)"
        + "|([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᶻˣᵀⁿᵏᵗ]+)|(.))").replaceAll("INDEX", "(?:\\[\\w+\\]|\\([\\w+−]+\\)|[ᵢⱼₖₙ])"), "gy");
    const escaped = s => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    const el = (tag, body, attributes = "") => `<${tag}${attributes}>${body}</${tag}>`;
    const small = s => el("mrow", [...s].map(c => /[0-9]/.test(c) ? el("mn", c)
        : c === "," ? el("mo", c, ' lspace="0" rspace="0.1em"')
        : /[−+]/.test(c) ? el("mo", c, ' form="prefix"') : el("mi", c)).join(""));
    const index = s => [...s.replace(/(\d)\[/, "$1,").replace(/[[\]()]/g, "")].map(c => SUB[c] || c).join("");
    function name(s) {
        const m = /^([A-Za-zα-ωΔ])(.*)$/.exec(s);
        return m[2] ? el("msub", el("mi", m[1]) + small(m[2])) : el("mi", m[1]);
    }
    function token(m) {
        if (m[1]) {
            return { kind: "x", text: el("mn", m[1]) };
        } else if (m[2]) {
            return { kind: "x", text: el("mfrac", m[2].split("/").map(part =>
                el("mrow", el("mi", part[0]) + name(index(part.slice(1))))).join(""), ' class="slope"') };
        } else if (m[3]) {
            const below = [...m[3].slice(1)].map(c => SUB[c]).join("");
            return { kind: "sum", text: below ? el("munder", el("mo", "∑") + small(below)) : el("mo", "∑") };
        } else if (m[4] && NAMES.test(m[4])) {
            return { kind: "function", text: el("mi", m[4], ' mathvariant="normal"') };
        } else if (m[4]) {
            return { kind: "x", call: m[4] === "f", text: name(index(m[4] + m[5] + m[6])) };
        } else if (m[7]) {
            return { kind: "^", text: small([...m[7]].map(c => SUP[c]).join("")) };
        }
        return m[8] === "…" ? { kind: "x", text: el("mo", "⋯") } : { kind: m[8] };
    }
    function tokens(line) {
        const found = [];
        TOKEN.lastIndex = 0;
        for (let m; TOKEN.lastIndex < line.trimEnd().length && (m = TOKEN.exec(line));) {
            found.push(token(m));
        }
        return found;
    }
    function cells(text) {
        const t = tokens(text);
        let i = 0;
        let depth = 0;
        const bare = s => s.startsWith('<mrow class="par">') && s.endsWith("</mrow>")
            ? s.replace(/^<mrow class="par"><mo[^>]*>\(<\/mo>/, "").replace(/<mo[^>]*>\)<\/mo><\/mrow>$/, "") : s;
        const expression = () => {
            let s = "";
            for (let first = true; i < t.length && t[i].kind !== ")"; first = false) {
                if (OPERATORS.includes(t[i].kind)) {
                    const sign = t[i++].kind;
                    s += (depth === 0 && "=←≈≤>".includes(sign) ? "\u0001" : "")
                        + el("mo", escaped(sign === "-" ? "−" : sign), first ? ' form="prefix"' : "");
                } else {
                    s += term();
                }
            }
            return s;
        };
        const term = () => {
            let a = factor();
            while (i < t.length && "·⊙/".includes(t[i].kind)) {
                const sign = t[i++].kind;
                const b = factor();
                a = sign === "/" ? el("mfrac", el("mrow", bare(a)) + el("mrow", bare(b)))
                    : a + el("mo", sign, ' lspace="0.16em" rspace="0.16em"') + b;
            }
            return a;
        };
        const factor = () => {
            const n = t[i++];
            let s;
            if (!n) {
                throw new Error("the formula ends too early");
            } else if (n.kind === "(") {
                depth++;
                s = el("mrow", el("mo", "(") + expression() + el("mo", ")"), ' class="par"');
                depth--;
                i++;
            } else if (n.kind === "sum") {
                return n.text + term();
            } else if (n.kind === "√") {
                s = el("msqrt", bare(factor()));
            } else if (n.kind === "function" || n.call) {
                s = n.text;
                if (t[i] && t[i].kind === "(") {
                    s += factor();
                } else if (t[i] && n.kind === "function") {
                    s += el("mspace", "", ' width="0.17em"') + factor();
                }
            } else if (n.kind === "x") {
                s = n.text;
            } else {
                throw new Error("unexpected " + n.kind);
            }
            return t[i] && t[i].kind === "^" ? el("msup", el("mrow", s) + t[i++].text) : s;
        };
        const all = expression();
        if (i < t.length) {
            throw new Error("unexpected end");
        }
        return all.split("\u0001");
    }
    return {
        block: text => el("math", el("mtable", text.split("\n").filter(line => line.trim())
            .map(line => el("mtr", cells(line).map(cell => el("mtd", cell)).join(""))).join(""), ' displaystyle="true"'), ' display="block"'),
    };
})();

function formulas() {
    for (const pre of document.querySelectorAll("pre.math")) {
        try {
            const box = document.createElement("div");
            box.className = "math";
            box.innerHTML = Maths.block(pre.textContent);
            box.title = pre.textContent.trim();
            pre.replaceWith(box);
        } catch (e) {
            pre.dataset.unread = e.message;
        }
    }
}

/** A chapter's title for people, its first sentence below it, and all chapters in the sidebar. */
function chapter() {
    const title = document.querySelector(".chapter-title");
    const heading = document.querySelector("main h1");
    if (!title || !heading) {
        return;
    }
    const [number, words] = title.textContent.split(" · ");
    const deck = document.createElement("p");
    deck.className = "deck";
    while (title.previousSibling) {
        deck.prepend(title.previousSibling);
    }
    document.title = words + " - Chainrule";
    heading.textContent = words;
    heading.title = words;
    heading.classList.add("chapter-heading");
    heading.insertAdjacentHTML("beforebegin", `<p class="kicker">Chapter ${number} of ${title.dataset.of}</p>`);
    heading.after(deck);
    title.hidden = true;
    const nav = document.querySelector("nav.chapters");
    nav.querySelectorAll("li").forEach((item, n) => {
        const chapter = item.querySelector("a");
        for (const link of chapter ? document.querySelectorAll(`main a[href="${chapter.getAttribute("href")}"]:has(code)`) : []) {
            let before = "";
            for (let node = link.previousSibling; node; node = node.previousSibling) {
                before = node.textContent + before;
            }
            link.title = chapter.textContent;
            link.textContent = /Next: $/.test(before.replace(/\s+/g, " ")) ? chapter.textContent
                : `${/(^|[.?!]\)?)\s*$/.test(before) ? "C" : "c"}hapter\u00a0${n + 1}`;
        }
    });
    const folded = document.createElement("details");
    folded.className = "all";
    folded.innerHTML = `<summary>All chapters</summary><ol>${
        [...nav.querySelectorAll("li")].map(item => item.outerHTML).join("")}</ol>`;
    nav.before(folded);
    const toc = document.querySelector(".main-grid > nav.toc");
    if (!toc) {
        return;
    }
    const list = toc.querySelector(".toc-list .toc-list");
    toc.querySelectorAll(":scope > .toc-list").forEach(old => old.remove());
    toc.prepend(nav);
    nav.insertAdjacentHTML("afterend", '<hr><div class="more"><a href="../playground/package-summary.html">Playground</a>'
        + '<a href="doc-files/lecturers.html">Exercises</a><a href="package-summary.html#glossary">Glossary</a></div>');
    if (list) {
        nav.querySelector("b").after(list);
        const links = [...list.querySelectorAll("a")];
        const heads = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
        const here = () => {
            const n = Math.max(0, heads.findLastIndex(head => head && head.getBoundingClientRect().top < 140));
            links.forEach((link, i) => link.classList.toggle("here", i === n));
        };
        addEventListener("scroll", here, { passive: true });
        here();
    }
}

/** A comment's first sentence is bare text; as a paragraph it is as wide as the others. The course's contents get its name. */
function firstSentence() {
    const block = document.querySelector(":is(.package-description, .class-description) > .block");
    if (block && block.firstChild && !document.querySelector(".chapter-title")) {
        const p = document.createElement("p");
        while (block.firstChild && !/^(P|PRE|UL|OL|DL|DIV|TABLE|H[1-6]|DETAILS|FIGURE|NAV|ASIDE)$/.test(block.firstChild.nodeName)) {
            p.append(block.firstChild);
        }
        block.prepend(p);
    }
    if (document.querySelector("ol.chapters")) {
        document.querySelector("main h1").textContent = "The course";
    }
}

/** A question becomes buttons, or a field for a number; its folded answer opens with the choice. */
function quiz() {
    for (const question of document.querySelectorAll(".quiz")) {
        const answer = Number(question.dataset.answer);
        const fold = question.querySelector("details");
        const items = [...question.querySelectorAll("ol > li")];
        const show = right => {
            const why = document.createElement("div");
            const text = fold.querySelector("p");
            why.className = "why";
            why.setAttribute("role", "status");
            const solution = text.querySelector("b");
            why.innerHTML = (right ? "<b>Correct.</b> " : `<b>Not quite.</b> The answer is ${solution.innerHTML}. `);
            solution.remove();
            why.append(...text.childNodes);
            fold.replaceWith(why);
        };
        items.forEach((item, n) => {
            const button = document.createElement("button");
            button.type = "button";
            button.dataset.key = "abcd"[n];
            button.append(...item.childNodes);
            item.replaceChildren(button);
            button.addEventListener("click", () => {
                items.forEach((other, k) => {
                    other.firstChild.disabled = true;
                    other.firstChild.classList.toggle("yes", k === answer - 1);
                });
                button.classList.toggle("no", n !== answer - 1);
                show(n === answer - 1);
            });
        });
        if (items.length === 0) {
            const form = document.createElement("form");
            form.innerHTML = '<input type="text" inputmode="decimal" aria-label="Your answer" autocomplete="off">'
                + '<button type="submit">Check</button>';
            fold.before(form);
            form.addEventListener("submit", event => {
                event.preventDefault();
                const given = Number(form.firstChild.value.trim().replace(/^(-?\d{1,3}),(\d{3})$/, "$1$2").replace(",", ".")
                    .replace("−", "-"));
                const exact = Number.isInteger(answer);
                if (form.firstChild.value.trim() !== "" && Number.isFinite(given)) {
                    form.querySelector("button").disabled = true;
                    show(Math.abs(given - answer) <= (exact ? 0 : 0.01 * Math.abs(answer)));
                }
            });
        }
    }
}

/** Wide tables scroll by themselves, and those of words are lists on a narrow screen. */
function tables() {
    for (const table of document.querySelectorAll("main table.striped")) {
        const box = document.createElement("div");
        box.className = "wide";
        table.replaceWith(box);
        box.append(table);
        const columns = [...table.querySelectorAll("thead th")].map(cell => cell.textContent.trim());
        const cells = [...table.querySelectorAll("tbody td")];
        if (cells.some(cell => cell.textContent.length > 30)) {
            table.classList.add("wordy");
            cells.forEach(cell => { cell.dataset.column = columns[cell.cellIndex]; });
        }
    }
}

/** In the search's menu the words of the course and questions come first; Javadoc would list them after all members. */
function coursesWordsFirst() {
    const menu = window.$ && $.custom && $.custom.catcomplete && $.custom.catcomplete.prototype;
    if (menu && !menu.courseFirst) {
        const render = menu._renderMenu;
        const rank = item => item.category === "searchTags" ? 0 : 1;
        menu.courseFirst = true;
        menu._renderMenu = function (list, items) {
            render.call(this, list, [...items].sort((a, b) => rank(a) - rank(b)));
        };
    }
}

/** The same on the page of results. */
function coursesWordsFirstAmongResults() {
    const box = document.getElementById("result-container");
    if (box) {
        new MutationObserver(() => {
            const words = [...box.querySelectorAll(".table-tabs")].find(head => head.textContent.startsWith("Search Tags"));
            if (words && words !== box.firstElementChild) {
                box.prepend(words, words.nextElementSibling);
            }
        }).observe(box, { childList: true });
    }
}

/** Where the playground is beside the course, a setup opens in place; nothing loads before the click. */
function setUpsInPlace() {
    for (const link of document.querySelectorAll("main pre a[href*='playground/index.html#']")) {
        link.addEventListener("click", event => {
            if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
                event.preventDefault();
                const frame = document.createElement("iframe");
                frame.className = "set-up wide";
                frame.title = "The playground";
                frame.src = link.href;
                link.closest("pre").after(frame);
                link.textContent = "opens in a page of its own";
                link.target = "_blank";
                link.replaceWith(link.cloneNode(true));    // without this listener
            }
        });
    }
}

/** No line ends between a number and its percent sign, or between an equals sign and a number. */
function unbroken() {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (/[%=≈]/.test(text.data) && !text.parentElement.closest("pre, code, script")) {
            text.data = text.data.replace(/(?<=\d)\s(?=%)|(?<=[=≈])\s(?=[\d−])/g, "\u00a0");
        }
    }
}

document.addEventListener("focusin", coursesWordsFirst);
document.addEventListener("input", coursesWordsFirst, true);    // Javadoc may have loaded its search only now
document.addEventListener("DOMContentLoaded", () => {
    formulas();
    chapter();
    firstSentence();
    quiz();
    tables();
    unbroken();
    setUpsInPlace();
    coursesWordsFirstAmongResults();
    for (const code of document.querySelectorAll(":is(p, li) code")) {
        if (/^(mvn |-)/.test(code.textContent)) {
            code.innerHTML = code.innerHTML.replace(/\S+/g, '<span class="nb">$&</span>');    // no line ends after a hyphen
        }
    }
    for (const code of document.querySelectorAll("pre.snippet code")) {
        code.innerHTML = code.innerHTML.replace(/(\/\/[^\n]*|\/\*\*[\s\S]*?\*\/)|\b(static|return|new|public|private|final|class|record|implements|extends|void|if|else|for|while|int|long|double|boolean)\b/g,
            (all, comment, word) => comment ? `<span class="com">${comment}</span>` : `<span class="kw">${word}</span>`);
    }
});
window.addEventListener("beforeprint", () =>
    document.querySelectorAll("details").forEach(details => { details.open = true; }));
