// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A page that stands alone: text, tables and pictures, escaped, with its style inside. */
final class Html {

    static final int MOST_STOPS = 8;

    private static final String STYLE = """
            :root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--muted:#59636e;--line:#dce1e6;--shade:#f6f8fa;
            --link:#0062a3}
            @media screen and (prefers-color-scheme:dark){
            :root{--paper:#15181d;--ink:#e6e9ed;--muted:#a5afba;--line:#333a43;--shade:#1d2127;--link:#6cb8ee}}
            body{margin:0;overflow-wrap:anywhere;background:var(--paper);color:var(--ink);
            font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
            main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem}
            h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem}
            h2{font-size:1.3rem;margin:0}h3{font-size:1.1rem;margin:1.25rem 0 .5rem}
            section{margin-top:2.5rem;padding-top:.75rem;border-top:1px solid var(--line)}
            a{color:var(--link)}h1+p{font-size:1.15rem}
            .note{color:var(--muted);font-size:.92rem}h2+.note{margin:.25rem 0 0}
            figure{margin:1.25rem 0}
            .scroll{overflow-x:auto;margin:1rem 0}
            table{border-collapse:collapse;overflow-wrap:normal;font-variant-numeric:tabular-nums;min-width:60%}
            th,td{padding:.3rem .9rem .3rem 0;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
            td{max-width:14rem;overflow:hidden;text-overflow:ellipsis}
            th:first-child,td:first-child{text-align:left}
            thead th{font-weight:600;color:var(--muted);white-space:normal}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.25rem;margin:1rem 0}
            dt{color:var(--muted)}dd{margin:0}
            fieldset{border:0;margin:1rem 0;padding:0;min-width:0}legend{float:left;padding:.2rem .6rem .2rem 0}
            fieldset figure{display:none;clear:both;grid-template-columns:minmax(0,1fr);align-items:start}
            input[type=radio]{position:absolute;opacity:0}
            label{display:inline-block;min-width:1.3rem;padding:.15rem .4rem;text-align:center;cursor:pointer;
            border:1px solid var(--line);margin-left:-1px}
            input:checked+label{background:var(--link);border-color:var(--link);color:var(--paper)}
            input:focus-visible+label{outline:2px solid var(--link);outline-offset:2px}
            details{margin:1rem 0}summary{cursor:pointer;color:var(--muted)}
            pre{background:var(--shade);padding:.75rem 1rem;overflow-x:auto;white-space:pre-wrap;
            font:.92rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
            @media (max-width:30rem){table{font-size:.75rem}th,td{padding-right:.35rem}td{max-width:8.5rem}}
            @media screen and (min-width:70rem){main{max-width:84rem}p,dl{max-width:44rem}
            ul{columns:2;column-gap:2.5rem}fieldset figure{grid-template-columns:repeat(2,minmax(0,1fr));gap:2.5rem}
            section{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));column-gap:2.5rem;align-items:start}
            section>h2,section>p,section>ul,section>details,section>pre,fieldset{grid-column:1/-1}}
            @media print{details::details-content{content-visibility:visible;block-size:auto}
            main{max-width:none;padding:0}figure,table,pre{break-inside:avoid}h2{break-after:avoid}}
            """;

    /** Where to read more; nothing is loaded from there unless the reader follows it. */
    record Link(String address, String text) {

        private String html() {
            return "<a href=\"" + escape(address) + "\">" + escape(text) + "</a>";
        }
    }

    private final StringBuilder body = new StringBuilder();
    private boolean inSection;

    /** The rules that show the picture of the chosen stop. */
    private static String stopStyle() {
        return IntStream.rangeClosed(1, MOST_STOPS).mapToObj(i -> "input:nth-of-type(" + i
                + "):checked~figure:nth-of-type(" + i + ")").collect(Collectors.joining(",")) + "{display:grid}\n";
    }

    /** A part of the page with a heading; the one before ends. On a wide screen its pictures stand side by side. */
    Html section(String heading) {
        endSection();
        inSection = true;
        body.append("<section>\n");
        return element("h2", heading);
    }

    private void endSection() {
        if (inSection) {
            body.append("</section>\n");
        }
    }

    Html links(String before, List<Link> links) {
        body.append("<p class=\"note\">").append(escape(before)).append(' ')
                .append(links.stream().map(Link::html).collect(Collectors.joining("; "))).append("</p>\n");
        return this;
    }

    /** What explains the table or the picture above. */
    Html note(String element, String text) {
        body.append('<').append(element).append(" class=\"note\">").append(escape(text)).append("</").append(element)
                .append(">\n");
        return this;
    }

    /** Something to be minded: what it is, what was seen, and where to read about it. */
    Html finding(String kind, String message, Link link) {
        body.append("<p><strong>").append(escape(kind)).append(":</strong> ").append(escape(message)).append(' ')
                .append(link.html()).append("</p>\n");
        return this;
    }

    /** What belongs together, in one column. */
    Html together(Runnable content) {
        body.append("<div>\n");
        content.run();
        body.append("</div>\n");
        return this;
    }

    Html element(String name, String text) {
        body.append('<').append(name).append('>').append(escape(text)).append("</").append(name).append(">\n");
        return this;
    }

    Html items(List<String> items) {
        body.append("<ul>\n");
        items.forEach(item -> element("li", item));
        body.append("</ul>\n");
        return this;
    }

    Html pairs(Map<String, ?> pairs) {
        body.append("<dl>\n");
        pairs.forEach((name, value) -> element("dt", name).element("dd", String.valueOf(value)));
        body.append("</dl>\n");
        return this;
    }

    Html table(List<String> head, List<List<String>> rows) {
        body.append("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead>");
        row("th scope=\"col\"", "th", head);
        body.append("</thead>\n<tbody>\n");
        rows.forEach(cells -> row("td", "td", cells));
        body.append("</tbody>\n</table></div>\n");
        return this;
    }

    /** What opens with a click, if it is long. */
    Html folded(boolean isLong, String summary, Runnable content) {
        if (isLong) {
            body.append("<details>\n");
            element("summary", summary);
        }
        content.run();
        if (isLong) {
            body.append("</details>\n");
        }
        return this;
    }

    /**
     * Pictures in one place, of which one is seen: a slider without a script. Its stops are radio buttons, so arrow
     * keys move it; style shows the picture of the one that is chosen, at first the last.
     *
     * @param name  what is slid through
     * @param stops a name for each picture, at most {@value #MOST_STOPS}
     * @param write writes the i-th picture
     */
    Html steps(String name, List<String> stops, IntConsumer write) {
        body.append("<fieldset>\n<legend>").append(escape(name)).append("</legend>\n");
        for (int i = 0; i < stops.size(); i++) {
            body.append("<input type=\"radio\" name=\"stop\" id=\"stop-").append(i).append('"')
                    .append(i == stops.size() - 1 ? " checked=\"checked\"" : "").append("/><label for=\"stop-")
                    .append(i).append("\">").append(escape(stops.get(i))).append("</label>\n");
        }
        IntStream.range(0, stops.size()).forEach(write);
        body.append("</fieldset>\n");
        return this;
    }

    private void row(String start, String end, List<String> cells) {
        body.append("<tr>");
        for (String cell : cells) {
            body.append('<').append(start).append('>').append(escape(cell)).append("</").append(end).append('>');
        }
        body.append("</tr>\n");
    }

    Html picture(Picture picture, String caption) {
        body.append("<figure>\n").append(picture.svg()).append('\n');
        if (!caption.isEmpty()) {
            note("figcaption", caption);
        }
        body.append("</figure>\n");
        return this;
    }

    private static String escape(String text) {
        return Svg.escape(TextLayout.clean(text));
    }

    String document(String title) {
        endSection();
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                + "<title>" + escape(title) + "</title>\n<style>\n" + STYLE + stopStyle()
                + "</style>\n</head>\n<body>\n<main>\n"
                + body + "</main>\n</body>\n</html>\n";
    }
}
