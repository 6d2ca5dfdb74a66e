// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.training.Ranking;
import io.github.chainrule.training.ScoreStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A comparison, the best at the top: a dot for each run, a line from the smallest to the largest, and the mean. */
final class RankingPicture extends Chart {

    private static final int MAX_CANDIDATES = 30;
    private static final double RUN = 3.5;
    private static final double MEAN = 6;
    /** Scores that are this many times as large as others are shown on a logarithmic axis. */
    private static final double WIDE = 30;

    private final Ranking ranking;
    private final List<Ranking.Candidate> candidates;

    RankingPicture(String title, Ranking ranking) {
        super("Picture.ranking", title);
        this.ranking = Objects.requireNonNull(ranking, "Picture.ranking: ranking is null.");
        this.candidates = ranking.candidates().stream().limit(MAX_CANDIDATES).toList();
    }

    @Override
    double draw(Svg svg) {
        List<ScoreStatistics> all = candidates.stream().flatMap(c -> c.statistics().stream()).toList();
        if (all.isEmpty()) {
            throw new IllegalStateException(me + ": nothing to plot: each candidate diverged with at least one seed.");
        }
        double min = all.stream().mapToDouble(ScoreStatistics::min).min().orElseThrow();
        double max = all.stream().mapToDouble(ScoreStatistics::max).max().orElseThrow();
        String name = "validation " + ranking.criterion();
        double means = TextLayout.width(all.stream().map(this::mean).toList());
        double height = Rows.draw(svg, min > 0 && max / min > WIDE ? AxisRange.log(AxisRange.logName(name), min, max)
                : AxisRange.of(name, min, max), candidates.stream().map(c -> TextLayout.clean(c.name())).toList(), MEAN,
                means + MEAN + Axis.GAP, (axis, i, middle) -> draw(svg, axis, i, middle));
        int more = ranking.candidates().size() - candidates.size();
        if (more > 0) {
            svg.text(Svg.MARGIN, height, "cr-muted", "and " + more + " more, with worse scores");
        }
        return more > 0 ? height + Style.LEADING : height;
    }

    private void draw(Svg svg, Axis axis, int i, double middle) {
        Optional<ScoreStatistics> scores = candidates.get(i).statistics();
        if (scores.isEmpty()) {
            svg.text(axis.from(), middle + 5, "cr-muted cr-halo", "diverged");
            return;
        }
        String fill = "cr-mark " + Style.fill(i == 0 ? 1 : 0);
        SvgPath runs = new SvgPath();
        candidates.get(i).runs().forEach(run -> runs.mark(0, axis.at(run.score().orElseThrow()), middle, RUN));
        svg.line("cr-line cr-thin " + Style.stroke(i == 0 ? 1 : 0), axis.at(scores.get().min()), middle,
                axis.at(scores.get().max()), middle);
        svg.path(fill, runs).path(fill, new SvgPath().mark(3, axis.at(scores.get().mean()), middle, MEAN));
        svg.text(svg.width() - Svg.MARGIN, middle + 5, "cr-end", mean(scores.get()));
    }

    private String mean(ScoreStatistics scores) {
        return TypesetNumber.of(scores.mean());
    }

    @Override
    String description() {
        return "Validation " + ranking.criterion() + ", the best first. " + candidates.stream().map(c -> c.name()
                + ": " + c.statistics().map(s -> "mean " + mean(s) + ", from " + TypesetNumber.of(s.min()) + " to "
                + TypesetNumber.of(s.max())).orElse("diverged") + ".").collect(Collectors.joining(" "));
    }
}
