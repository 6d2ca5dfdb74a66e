// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.HashSet;
import java.util.Set;

/** The {@code d} of an SVG path in the making. */
final class SvgPath {

    /** From here on, only one of several marks that would cover each other is drawn. */
    private static final int MANY_MARKS = 2000;
    private static final double COVER = 6;

    private final StringBuilder d = new StringBuilder();
    private boolean open;

    /** Begins a new line at a place. */
    SvgPath move(double x, double y) {
        open = false;
        return to(x, y);
    }

    /** Continues to a place, or begins there. */
    SvgPath to(double x, double y) {
        d.append(open ? ' ' : 'M').append(TypesetNumber.place(x)).append(' ').append(TypesetNumber.place(y));
        open = true;
        return this;
    }

    /** Goes back to where the line began. */
    SvgPath close() {
        d.append('z');
        open = false;
        return this;
    }

    /** A circle, a triangle, a square or a diamond: shapes differ even where colors look alike. */
    SvgPath mark(int shape, double x, double y, double r) {
        return switch (Math.floorMod(shape, 4)) {
            case 0 -> circle(x, y, r);
            case 1 -> move(x, y - 1.3 * r).to(x + 1.2 * r, y + 0.9 * r).to(x - 1.2 * r, y + 0.9 * r).close();
            case 2 -> box(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            default -> move(x, y - 1.3 * r).to(x + 1.3 * r, y).to(x, y + 1.3 * r).to(x - 1.3 * r, y).close();
        };
    }

    /** A mark at each place; if there are very many, only those that can be seen. */
    SvgPath marks(int shape, double[] x, double[] y, double r) {
        Set<Long> covered = new HashSet<>();
        for (int i = 0; i < x.length; i++) {
            if (x.length <= MANY_MARKS || covered.add(Math.round(x[i] / COVER) << 32 | Math.round(y[i] / COVER))) {
                mark(shape, x[i], y[i], r);
            }
        }
        return this;
    }

    SvgPath box(double x, double y, double width, double height) {
        return move(x, y).to(x + width, y).to(x + width, y + height).to(x, y + height).close();
    }

    private SvgPath circle(double x, double y, double r) {
        String radii = "a" + TypesetNumber.place(r) + " " + TypesetNumber.place(r) + " 0 1 0 ";
        String across = TypesetNumber.place(2 * r);
        move(x - r, y);
        d.append(radii).append(across).append(" 0").append(radii).append('-').append(across).append(" 0");
        return close();
    }

    boolean isEmpty() {
        return d.length() == 0;
    }

    /** {@return the path's {@code d}} */
    @Override
    public String toString() {
        return d.toString();
    }
}
