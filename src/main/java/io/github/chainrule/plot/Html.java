// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A page that stands alone: text, tables and pictures, escaped, with its style inside. */
final class Html {

    /** Where each chapter can be read; until the course is published, that is its source. */
    static final String COURSE = "https://github.com/chainrule/chainrule/blob/main/src/main/java/io/github/chainrule/"
            + "walkthrough/";
    /** Longer tables are folded. */
    private static final int LONG = 12;

    private static final String STYLE = """
            :root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--muted:#59636e;--rule:#dce1e6;--c0:#0060a8;
            --c1:#c04e00;--b0:#8db9e2;--b1:#efad75;--act:#5b3da6}
            @media screen and (prefers-color-scheme:dark){:root{--paper:#15181d;--ink:#e6e9ed;--muted:#a5afba;
            --rule:#333a43;--c0:#79c2f5;--c1:#ff9d57;--b0:#1c568a;--b1:#96511a;--act:#bda7ff}
            .d img{filter:invert(1);border-color:#ccc}.d.wrong img{border-color:#000}}
            *{box-sizing:border-box}figure{margin:0}a{color:var(--act);text-underline-offset:3px}
            body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
            font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
            main{max-width:1320px;margin:0 auto;padding:16px 36px 48px}.cr{max-width:100%;height:auto;display:block}
            h1{font-size:17px;margin:0;color:var(--muted)}h2{font-size:15px;line-height:1.3;margin:0 0 6px}
            .big{font:700 44px/1.08 Charter,"Iowan Old Style",Georgia,serif;letter-spacing:-.02em;margin:4px 0 8px}
            small,.set,th,nav,summary,.d,.u{color:var(--muted)}small,.set,table,.d,.u{font-size:13px;font-weight:400}
            .sum,.set{margin:0 0 10px}.c0{color:var(--c0)}.c1{color:var(--c1)}
            .say{border-left:3px solid;padding:2px 0 2px 12px;margin:12px 0 0}
            section,nav{border-top:1px solid var(--rule);padding-top:11px;margin-top:12px}
            .head,.row,.two{display:grid;gap:12px 32px;grid-template-columns:minmax(0,3.4fr) repeat(2,minmax(0,4.2fr))}
            .row{grid-template-columns:fit-content(362px) minmax(0,1fr) fit-content(350px)}
            .two{grid-template-columns:repeat(2,minmax(0,1fr))}.two>h2{grid-column:1/-1}
            .why{display:inline;font-weight:400}.why summary{display:inline-block;list-style:none;color:var(--act);
            width:18px;border:1px solid;border-radius:50%;font:600 12px/16px system-ui,sans-serif;text-align:center}
            .why summary::-webkit-details-marker{display:none}.why p{position:absolute;z-index:2;width:340px;
            max-width:calc(100vw - 32px);background:var(--paper);border:1px solid;padding:10px 14px;margin:4px 0}
            .digits,nav{display:flex;gap:8px;flex-wrap:wrap}nav{gap:22px}.d{width:84px}.d.wrong{color:var(--ink)}
            img{display:block;width:100%;image-rendering:pixelated;border:1px solid var(--rule)}
            .wrong img{border:2px solid}.bar{display:block;height:5px;margin:5px 0;position:relative;
            background:linear-gradient(90deg,var(--b0) 50%,var(--b1) 50%)}
            .bar i{position:absolute;top:-2px;width:3px;height:9px;background:var(--ink);margin-left:-1.5px}
            .scroll{overflow-x:auto;margin:4px 0 12px}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
            th,td{padding:3px 14px 3px 0;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule);
            font-weight:400;max-width:14rem;overflow:hidden;text-overflow:ellipsis;overflow-wrap:normal}
            th{white-space:normal;vertical-align:bottom}th:first-child,td:first-child{text-align:left}
            .units{display:grid;grid-template-columns:repeat(16,1fr);gap:6px}
            .u figcaption span{float:right;font-weight:400}.dead{color:var(--ink);font-weight:600}
            .dead .im{display:block;position:relative;outline:2px dashed}
            .dead .im::after{content:"";position:absolute;inset:0;
            background:repeating-linear-gradient(45deg,transparent 0 9px,var(--muted) 9px 10.5px)}
            summary{cursor:pointer}.wide{columns:2;column-gap:32px}
            pre{overflow-x:auto;white-space:pre-wrap;font:13px/1.5 ui-monospace,Consolas,monospace}
            @media (max-width:1000px){.head,.row,.two{grid-template-columns:minmax(0,1fr)}.wide{columns:1}
            .units{grid-template-columns:repeat(8,1fr)}}
            @media (max-width:600px){main{padding:16px}.big{font-size:36px}.units{grid-template-columns:repeat(4,1fr)}}
            @media print{main{padding:0}body{font-size:9pt}nav,.why{display:none}.row{display:block}*{
            print-color-adjust:exact}.head,.two{grid-template-columns:repeat(2,minmax(0,1fr))}.head>:first-child{
            grid-column:1/-1}.units{grid-template-columns:repeat(8,1fr)}figure,tr{break-inside:avoid}
            .scroll{overflow:visible}td,th{padding-right:8px}table{font-size:8pt}
            h2{break-after:avoid}details::details-content{content-visibility:visible;block-size:auto}}
            """;

    private final StringBuilder body = new StringBuilder();

    /** An element with others in it; its start may have attributes. */
    Html in(String start, Runnable content) {
        body.append('<').append(start).append(">\n");
        content.run();
        return raw("</" + start.split(" ")[0] + ">\n");
    }

    Html raw(String html) {
        body.append(html);
        return this;
    }

    /** An element with text in it; its start may have attributes. */
    static String element(String start, String text) {
        return "<" + start + ">" + escape(text) + "</" + start.split(" ")[0] + ">";
    }

    Html add(String start, String text) {
        return raw(element(start, text) + "\n");
    }

    /** A heading, what is beside it, and a "?" that opens an explanation with a link into the course. */
    Html heading(String text, String beside, String why, String chapter) {
        return raw("<h2>" + escape(text) + " " + beside + " <details class=\"why\"><summary aria-label=\"What does this"
                + " mean?\">?</summary><p>" + escape(why) + " " + link(chapter) + "</p></details></h2>\n");
    }

    /** A link to a chapter. The page loads nothing from there; the reader may follow it. */
    static String link(String chapter) {
        return "<a href=\"" + COURSE + chapter + ".java\">Read about it</a>";
    }

    /** Rows below a head, folded if they are many. */
    Html table(String summary, List<String> head, List<List<String>> rows) {
        return folded(rows.size() > LONG, summary, () -> in("div class=\"scroll\" tabindex=\"0\"", () ->
                in("table", () -> in("thead", () -> row("th scope=\"col\"", head))
                        .in("tbody", () -> rows.forEach(cells -> row("td", cells))))));
    }

    private void row(String start, List<String> cells) {
        raw("<tr>" + cells.stream().map(cell -> element(start, cell)).collect(Collectors.joining()) + "</tr>\n");
    }

    Html image(byte[] png, String alt) {
        return raw("<img src=\"" + Png.dataUri(png) + "\" alt=\"" + escape(alt) + "\"/>");
    }

    /** What opens with a click, if it is long. */
    Html folded(boolean isLong, String summary, Runnable content) {
        if (isLong) {
            return in("details", () -> {
                add("summary", summary);
                content.run();
            });
        }
        content.run();
        return this;
    }

    /** A picture without its title, or why it can't be drawn. */
    Html picture(Supplier<Chart> picture) {
        try {
            String svg = picture.get().svg(false);
            return raw("<figure>" + svg + "</figure>\n");
        } catch (IllegalArgumentException | IllegalStateException e) {
            return add("p", "A picture is omitted. " + e.getMessage());
        }
    }

    static String escape(String text) {
        return Svg.escape(TextLayout.clean(text));
    }

    String document(String title) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                + element("title", title) + "\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n<main>\n" + body + "</main>\n</body>\n</html>\n";
    }
}
