// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

/** The {@code d} of an SVG path in the making. */
final class SvgPath {

    private final StringBuilder d = new StringBuilder();
    private boolean open;

    /** Begins a new line at a place. */
    SvgPath move(double x, double y) {
        open = false;
        return to(x, y);
    }

    /** Goes on to a place, or begins there. */
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

    /** A circle, a triangle, a square or a diamond: who can't tell the colours apart can tell these. */
    SvgPath mark(int shape, double x, double y, double r) {
        return switch (shape % 4) {
            case 0 -> circle(x, y, r);
            case 1 -> move(x, y - 1.3 * r).to(x + 1.2 * r, y + 0.9 * r).to(x - 1.2 * r, y + 0.9 * r).close();
            case 2 -> box(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            default -> move(x, y - 1.3 * r).to(x + 1.3 * r, y).to(x, y + 1.3 * r).to(x - 1.3 * r, y).close();
        };
    }

    SvgPath box(double x, double y, double width, double height) {
        return move(x, y).to(x + width, y).to(x + width, y + height).to(x, y + height).close();
    }

    private SvgPath circle(double x, double y, double r) {
        String radii = "a" + TypesetNumber.place(r) + " " + TypesetNumber.place(r) + " 0 1 0 ";
        move(x - r, y);
        for (double across : new double[] {2 * r, -2 * r}) {
            d.append(radii).append(TypesetNumber.place(across)).append(" 0");
        }
        return close();
    }

    /** {@return the path's {@code d}} */
    @Override
    public String toString() {
        return d.toString();
    }
}
