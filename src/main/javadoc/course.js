// SPDX-License-Identifier: Apache-2.0
"use strict";
// A chapter has a title for people; folded answers are open on paper; wide tables scroll by themselves, and those of
// words are lists on a narrow screen.
document.addEventListener("DOMContentLoaded", () => {
    const title = document.querySelector(".chapter-title");
    if (title) {
        document.title = title.textContent + " - Chainrule";
    }
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
});
window.addEventListener("beforeprint", () =>
    document.querySelectorAll("details").forEach(details => { details.open = true; }));
