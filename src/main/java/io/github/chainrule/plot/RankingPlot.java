// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.training.Ranking;
import io.github.chainrule.training.ScoreStatistics;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A comparison of settings, the best at the top: a dot for each run, a line from the least to the most, and a larger
 * mark for the mean. Where the lines of two settings overlap, more seeds may turn their order round.
 *
 * {@snippet :
 * new RankingPlot("How many neurons", comparison.run()).save(Path.of("neurons.svg"));
 * }
 */
public final class RankingPlot implements Picture {

    private static final int MOST_SETTINGS = 30;
    private static final double WIDEST_NAME = 220;
    private static final double SLOT = 34;
    private static final double RUN = 3.5;
    private static final double MEAN = 6;
    /** Scores that are so many times as large as others are shown on a logarithmic axis. */
    private static final double WIDE = 30;

    private final String title;
    private final String me;
    private final Ranking ranking;

    /**
     * The picture of a ranking.
     *
     * @param title   what the picture shows, in a few words
     * @param ranking what a comparison has found; only read
     * @throws IllegalArgumentException if the title is blank
     */
    public RankingPlot(String title, Ranking ranking) {
        this.title = ChartArguments.title("RankingPlot", title);
        this.me = ChartArguments.named("RankingPlot", this.title);
        this.ranking = ranking;
    }

    @Override
    public String svg() {
        List<Ranking.Candidate> entries = ranking.candidates().stream().limit(MOST_SETTINGS).toList();
        List<ScoreStatistics> spreads = entries.stream().map(Ranking.Candidate::statistics).flatMap(Optional::stream).toList();
        if (spreads.isEmpty()) {
            throw new IllegalStateException(me + ": nothing to plot: each setting diverged with a seed at least.");
        }
        double least = spreads.stream().mapToDouble(ScoreStatistics::min).min().orElseThrow();
        double most = spreads.stream().mapToDouble(ScoreStatistics::max).max().orElseThrow();
        String score = "validation " + ranking.criterion();
        AxisRange domain = least > 0 && most / least > WIDE ? AxisRange.log(score, least, most)
                : AxisRange.of(score, least, most);
        Svg svg = new Svg(title, Svg.WIDTH);
        List<List<String>> names = entries.stream()
                .map(e -> TextLayout.wrap(TextLayout.clean(e.name()), WIDEST_NAME, Style.TEXT_SIZE, 2)).toList();
        double left = Svg.MARGIN + ChartFrame.GAP + names.stream().flatMap(List::stream)
                .mapToDouble(line -> TextLayout.width(line, Style.TEXT_SIZE)).max().orElse(0);
        double slot = names.stream().anyMatch(lines -> lines.size() > 1) ? 2 * Style.LEADING + 6 : SLOT;
        double top = svg.top() + 6;
        double bottom = top + slot * entries.size();
        double valueWidth = spreads.stream().mapToDouble(s -> TextLayout.width(TypesetNumber.of(s.mean()), Style.TEXT_SIZE)).max()
                .orElse(0);
        Axis axis = Axis.horizontal(domain, left + MEAN, svg.width() - Svg.MARGIN - valueWidth - MEAN - ChartFrame.GAP);
        for (Tick tick : axis.ticks()) {
            svg.line("cr-grid", axis.at(tick.value()), top, axis.at(tick.value()), bottom);
        }
        for (int i = 0; i < entries.size(); i++) {
            double middle = top + slot * (i + 0.5);
            svg.lines(left - ChartFrame.GAP, middle + 5 - (names.get(i).size() - 1) * Style.LEADING / 2, "cr-end",
                    names.get(i));
            row(svg, axis, entries.get(i), middle, i == 0 ? 1 : 0);
        }
        ChartFrame.horizontal(svg, axis, bottom);
        double height = ChartFrame.height(bottom, 1, axis.name());
        int more = ranking.candidates().size() - entries.size();
        if (more > 0) {
            svg.text(Svg.MARGIN, height, "cr-muted", "and " + more + " more, which came out worse");
            height += Style.LEADING;
        }
        return svg.finish(height, description(entries));
    }

    private static void row(Svg svg, Axis axis, Ranking.Candidate entry, double middle, int colour) {
        Optional<ScoreStatistics> spread = entry.statistics();
        if (spread.isEmpty()) {
            svg.text(axis.from(), middle + 5, "cr-muted cr-halo", "diverged");
            return;
        }
        svg.line("cr-line cr-thin " + Style.stroke(colour), axis.at(spread.get().min()), middle,
                axis.at(spread.get().max()), middle);
        SvgPath runs = new SvgPath();
        entry.runs().forEach(run -> runs.mark(0, axis.at(run.score().orElseThrow()), middle, RUN));
        svg.add("path", "class", "cr-mark " + Style.fill(colour), "d", runs);
        svg.add("path", "class", "cr-mark " + Style.fill(colour), "d",
                new SvgPath().mark(3, axis.at(spread.get().mean()), middle, MEAN));
        svg.text(svg.width() - Svg.MARGIN, middle + 5, "cr-end", TypesetNumber.of(spread.get().mean()));
    }

    private String description(List<Ranking.Candidate> entries) {
        return "Validation " + ranking.criterion() + ", the best first. " + entries.stream().map(entry -> entry.name()
                + ": " + entry.statistics().map(s -> "mean " + TypesetNumber.of(s.mean()) + ", from " + TypesetNumber.of(s.min())
                + " to " + TypesetNumber.of(s.max())).orElse("diverged") + ".").collect(Collectors.joining(" "));
    }

    /** {@return kind and title, as in {@code RankingPlot "My title"}} */
    @Override
    public String toString() {
        return me;
    }
}
