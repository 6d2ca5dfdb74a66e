"use strict";
// A chapter has a title for people; folded answers are open on paper; wide tables scroll by themselves.
document.addEventListener("DOMContentLoaded", () => {
    const title = document.querySelector(".chapter-title");
    if (title) {
        document.title = title.textContent + " - Chainrule";
    }
    for (const table of document.querySelectorAll(".block table.striped")) {
        const box = document.createElement("div");
        box.className = "wide";
        table.replaceWith(box);
        box.append(table);
    }
});
window.addEventListener("beforeprint", () =>
    document.querySelectorAll("details").forEach(details => { details.open = true; }));
