// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

/** The {@code d} of an SVG path in the making. */
final class Outline {

    private final StringBuilder d = new StringBuilder();
    private boolean open;

    /** Begins a new line at a place. */
    Outline move(double x, double y) {
        open = false;
        return to(x, y);
    }

    /** Goes on to a place, or begins there. */
    Outline to(double x, double y) {
        d.append(open ? ' ' : 'M').append(Typeset.place(x)).append(' ').append(Typeset.place(y));
        open = true;
        return this;
    }

    /** Goes back to where the line began. */
    Outline close() {
        d.append('z');
        open = false;
        return this;
    }

    /** A circle, a triangle, a square or a diamond: who can't tell the colours apart can tell these. */
    Outline mark(int shape, double x, double y, double r) {
        return switch (shape % 4) {
            case 0 -> circle(x, y, r);
            case 1 -> move(x, y - 1.3 * r).to(x + 1.2 * r, y + 0.9 * r).to(x - 1.2 * r, y + 0.9 * r).close();
            case 2 -> box(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            default -> move(x, y - 1.3 * r).to(x + 1.3 * r, y).to(x, y + 1.3 * r).to(x - 1.3 * r, y).close();
        };
    }

    Outline box(double x, double y, double width, double height) {
        return move(x, y).to(x + width, y).to(x + width, y + height).to(x, y + height).close();
    }

    private Outline circle(double x, double y, double r) {
        String radii = "a" + Typeset.place(r) + " " + Typeset.place(r) + " 0 1 0 ";
        move(x - r, y);
        for (double across : new double[] {2 * r, -2 * r}) {
            d.append(radii).append(Typeset.place(across)).append(" 0");
        }
        return close();
    }

    /** {@return the path's {@code d}} */
    @Override
    public String toString() {
        return d.toString();
    }
}
