// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A drawing put together by hand: lines, arrows, circles and words, in the look of all other pictures.
 *
 * {@snippet :
 * new Sketch("One neuron", "An input, a weight on an arrow, a neuron.", 120)
 *         .circle(100, 80, 16).circle(300, 80, 16)
 *         .arrow(Sketch.Ink.BLUE, 120, 80, 280, 80)
 *         .text(Sketch.Ink.BLUE, 200, 72, "w = 0.5")
 *         .save(Path.of("neuron.svg"));
 * }
 *
 * <p>Places are counted in units from the upper left corner, y downward; a sketch is 600 wide. What is drawn later lies
 * on top.
 */
public final class Sketch extends Chart implements Picture {

    /** What to draw with; each has a value for light and one for dark. */
    public enum Ink {
        /** The ink of the text. */
        PLAIN(Style.INK),
        /** For what should stay in the background. */
        FAINT(Style.NOISE),
        /** Class 0, and what is below zero. */
        BLUE(0),
        /** Class 1, and what is above zero. */
        ORANGE(1),
        /** What goes forward. */
        GREEN(Style.FORWARDS),
        /** Slopes, and what goes back. */
        PLUM(Style.BACKWARDS);

        final int series;

        Ink(int series) {
            this.series = series;
        }

        private String stroke() {
            return Style.stroke(series);
        }

        private String fill() {
            return this == FAINT ? "cr-muted" : Style.fill(series);
        }
    }

    private static final double HEAD_LENGTH = 9;
    private static final double HEAD_WIDTH = 4.5;

    private final String description;
    private final double height;
    private final List<Consumer<Svg>> parts = new ArrayList<>();

    /**
     * A sketch with nothing on it but its title, which takes the first 37 units.
     *
     * @param title       what it shows, in a few words
     * @param description what there is to see, for screen readers
     * @param height      in units
     * @throws IllegalArgumentException if the title is blank
     */
    public Sketch(String title, String description, double height) {
        super("Sketch", title);
        this.description = TextLayout.clean(description);
        this.height = height;
    }

    /**
     * A line through two places or more.
     *
     * @param ink what to draw with
     * @param xy  x and y of the first place, x and y of the second, and so on; only read
     * @return this
     * @throws IllegalArgumentException if a y is missing, or one is NaN or infinite
     */
    public Sketch line(Ink ink, double... xy) {
        if (xy.length % 2 > 0) {
            throw new IllegalArgumentException(me + ": a line through " + xy.length
                    + " numbers; expected an x and a y for each place.");
        }
        requireFinite("a line", xy);
        SvgPath outline = new SvgPath();
        for (int i = 0; i < xy.length; i += 2) {
            outline.to(xy[i], xy[i + 1]);
        }
        return add(svg -> svg.path((xy.length > 4 ? "cr-line " : "cr-thin ") + ink.stroke(), outline));
    }

    /**
     * A line with a head at its end.
     *
     * @param ink what to draw with
     * @param x1  from where
     * @param y1  from where
     * @param x2  to where it points
     * @param y2  to where it points
     * @return this
     * @throws IllegalArgumentException if a number is NaN or infinite, or it begins where it ends
     */
    public Sketch arrow(Ink ink, double x1, double y1, double x2, double y2) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        double dx = (x2 - x1) / length;
        double dy = (y2 - y1) / length;
        double x = x2 - HEAD_LENGTH * dx;
        double y = y2 - HEAD_LENGTH * dy;
        requireFinite("an arrow, or its direction,", x1, y1, x2, y2, dx, dy);
        return add(svg -> svg.path("cr-thin " + ink.stroke(), new SvgPath().to(x1, y1).to(x2, y2)
                .move(x - HEAD_WIDTH * dy, y + HEAD_WIDTH * dx).to(x2, y2)
                .to(x + HEAD_WIDTH * dy, y - HEAD_WIDTH * dx)));
    }

    /**
     * A circle with paper inside, such as a neuron.
     *
     * @param x      of its middle
     * @param y      of its middle
     * @param radius in units
     * @return this
     * @throws IllegalArgumentException if a number is NaN or infinite
     */
    public Sketch circle(double x, double y, double radius) {
        requireFinite("a circle", x, y, radius);
        return add(svg -> svg.path("cr-node cr-paper", new SvgPath().mark(0, x, y, radius)));
    }

    /**
     * A rectangle with paper inside.
     *
     * @param x      of its left edge
     * @param y      of its upper edge
     * @param width  in units
     * @param height in units
     * @return this
     * @throws IllegalArgumentException if a number is NaN or infinite
     */
    public Sketch box(double x, double y, double width, double height) {
        requireFinite("a box", x, y, width, height);
        return add(svg -> svg.path("cr-node cr-paper", new SvgPath().box(x, y, width, height)));
    }

    /**
     * A filled dot.
     *
     * @param ink what to draw with
     * @param x   of its middle
     * @param y   of its middle
     * @return this
     * @throws IllegalArgumentException if a number is NaN or infinite
     */
    public Sketch dot(Ink ink, double x, double y) {
        requireFinite("a dot", x, y);
        return add(svg -> svg.path("cr-mark " + ink.fill(), new SvgPath().mark(0, x, y, 4)));
    }

    /**
     * Words in the middle of a place, with paper below them, so that no line crosses them out.
     *
     * @param ink  what to write with
     * @param x    of their middle
     * @param y    of the line that the letters are on
     * @param text the words
     * @return this
     * @throws IllegalArgumentException if a number is NaN or infinite
     */
    public Sketch text(Ink ink, double x, double y, String text) {
        requireFinite("a place of words", x, y);
        String clean = TextLayout.clean(text);
        return clean.isEmpty() ? this : add(svg -> svg.words(x, y, ink.fill(), clean));
    }

    private Sketch add(Consumer<Svg> part) {
        parts.add(part);
        return this;
    }

    @Override
    double draw(Svg svg) {
        parts.forEach(part -> part.accept(svg));
        return height;
    }

    @Override
    String description() {
        return description;
    }
}
